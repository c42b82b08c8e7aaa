public import Plan
public import SystemCalls

/// What becomes of symbolic links. Raw values are the words of the interface.
public enum SymlinkPolicy: String, CaseIterable, Sendable {
    /// A link counts as what it leads to, if that is beneath the root.
    case follow
    /// A relative link is stored as a link, if it stays in the archive or leads to something beneath the root.
    case store
    case skip
}

/// What becomes of what an archive cannot hold: files that cannot be read, links that lead outside, sockets. Raw values are the words of the interface.
public enum UnreadablePolicy: String, CaseIterable, Sendable {
    /// They are left out, and a last entry lists them.
    case report
    /// The request is refused.
    case fail
}

/// Which part of a tree may leave it, and how much at once.
public struct TreePolicy: Equatable, Sendable {
    /// Whether names that begin with a dot are included.
    public var includesHidden = false
    public var symlinks = SymlinkPolicy.follow
    public var unreadable = UnreadablePolicy.report
    public var names = NamePolicy.exact
    public var excluded: [GlobPattern] = []
    /// Bytes of content, entries and levels below the top folder.
    public var maxBytes: UInt64?
    public var maxEntries = 1_000_000
    public var maxDepth = 128

    public init() {}

    /// The most names that are read of one directory: some may turn out to be left out, and then do not
    /// count.
    var maxNames: Int { maxEntries.addingReportingOverflow(100_000).overflow ? .max : maxEntries + 100_000 }

    /// Whether the last component of a path below the root may be seen at all.
    func admits(_ path: [UInt8]) -> Bool {
        let name = path[((path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...]
        return admits(Array(path[..<name.startIndex]), name)
    }

    /// The same for a name in the directory whose path, with a slash at its end, is `prefix`.
    func admits(_ prefix: [UInt8], _ name: ArraySlice<UInt8>) -> Bool {
        if !includesHidden, name.first == UInt8(ascii: ".") { return false }
        if excluded.isEmpty { return true }
        let path = prefix + name
        return !excluded.contains { $0.matches(path, isDirectory: false) }
    }

    /// Whether no pattern that is for directories alone leaves out the directory at a path below the root. Of the root
    /// itself there is no question.
    func admitsDirectory(_ path: [UInt8]) -> Bool {
        path.isEmpty || !excluded.contains { $0.isForDirectories && $0.matches(path, isDirectory: true) }
    }

    /// Whether every component of a path may be seen, if the last one is no directory.
    func admits(_ path: RelativePath) -> Bool {
        var prefix: [UInt8] = []
        for component in path.components {
            guard admitsDirectory(prefix) else { return false }
            if !prefix.isEmpty { prefix.append(UInt8(ascii: "/")) }
            guard admits(prefix, component[...]) else { return false }
            prefix += component
        }
        return true
    }
}
