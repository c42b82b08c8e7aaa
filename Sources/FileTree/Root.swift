public import Plan
public import SystemCalls

/// A directory, and the authority to resolve names beneath it.
///
/// It is opened once and then only the descriptor counts: whatever happens to the path, requests stay beneath
/// the directory that the administrator named.
public final class Root: Sendable {
    private let path: [UInt8]
    /// The name that an archive of all of it bears.
    public let name: FolderName
    let descriptor: FileDescriptor

    /// Opens a directory of the administrator's by its absolute path, following symbolic links.
    public init(path: [UInt8]) throws(SystemCallError) {
        self.path = path
        name = Self.name(of: path)
        descriptor = try FileDescriptor.open(path.span, for: .directory)
    }

    public convenience init(path: String) throws(SystemCallError) { try self.init(path: Array(path.utf8)) }

    /// The path's last component. Of a path that ends in `..`, the last component of what the path leads to.
    ///
    /// A symbolic link keeps its own name, which is the administrator's: `current`, not `42`.
    private static func name(of path: [UInt8]) -> FolderName {
        func last(_ path: [UInt8]) -> [UInt8]? {
            path.split(separator: UInt8(ascii: "/")).last { !$0.elementsEqual(".".utf8) }.map { Array($0) }
        }
        var name = last(path)
        if name == Array("..".utf8) {
            name = String(validating: path, as: UTF8.self).flatMap { try? FilePaths.real($0) }.flatMap(last)
        }
        return name.map { FolderName($0) } ?? FolderName("root")
    }

    /// Whether this directory is `other` or lies beneath it, by walking up: names do not count.
    public func isBeneath(_ other: Root) throws(SystemCallError) -> Bool {
        let sought = try other.descriptor.status().identity
        var path = self.path
        while true {
            let directory = try FileDescriptor.open(path.span, for: .path)
            let status = try directory.status()
            if status.identity == sought { return true }
            path += "/..".utf8
            let parent = try FileDescriptor.open(path.span, for: .path)
            if try parent.status().identity == status.identity { return false }
        }
    }

    /// Whether this directory is one of `paths` or lies beneath one; if there are none, every directory does.
    public func isAllowed(by paths: [String]) throws(SystemCallError) -> Bool {
        if paths.isEmpty { return true }
        for path in paths where try isBeneath(try Root(path: path)) { return true }
        return false
    }

    /// The administrator's path of this directory, and behind it one beneath it.
    func absolutePath(of inner: [UInt8]) -> [UInt8] { path + [UInt8(ascii: "/")] + inner }

    /// Opens what a path beneath this directory leads to.
    func open(
        _ path: [UInt8], for access: FileDescriptor.Access, links: SymlinkPolicy
    ) throws(SystemCallError) -> FileDescriptor {
        let path = path.isEmpty ? Self.itself : path
        do throws(SystemCallError) {
            return try descriptor.open(beneath: path.span, for: access, followingLinks: links == .follow)
        } catch {
            guard links == .follow, error.kind == .crossesRoot, let direct = directPath(path) else {
                throw error
            }
            return try descriptor.open(beneath: direct.span, for: access, followingLinks: false)
        }
    }

    /// The path without links, beneath this directory, of what a path leads to on a way that leaves it: by an absolute link,
    /// or one that goes up and comes down again. Nil if it leads outside, or nowhere.
    ///
    /// The kernel alone follows the links, and gives no access to where they lead. What it says is only a hint: the path is
    /// opened beneath this directory as any other.
    private func directPath(_ path: [UInt8]) -> [UInt8]? {
        guard let place = try? descriptor.place(of: path.span), let found = try? place.kernelPath(),
            var own = try? descriptor.kernelPath()
        else { return nil }
        if found == own { return Self.itself }
        if own.last != UInt8(ascii: "/") { own.append(UInt8(ascii: "/")) }
        return found.starts(with: own) && found.count > own.count ? Array(found.dropFirst(own.count)) : nil
    }

    /// Opens a regular file beneath this directory to be read. Symbolic links that stay beneath are followed.
    public func openFile(_ path: RelativePath) throws(SystemCallError) -> FileDescriptor {
        try open(path.bytes, for: .content, links: .follow)
    }

    private static let itself = [UInt8(ascii: ".")]

    /// Whether this kernel, and this process's system call filter, confine paths (openat2(2)).
    public static func checkConfinement() throws(SystemCallError) {
        _ = try Root(path: "/").open([], for: .path, links: .follow)
    }
}
