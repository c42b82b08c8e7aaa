internal import Compression
internal import FileTree
private import Glibc
internal import Plan
internal import SystemCalls

/// Reads a list and makes the plan of its archive. Blocks; holds the plan, one entry and one descriptor.
public struct ListPlanner: ~Copyable {
    /// How often a planner looks whether it is still wanted, in entries.
    private static let patience = 256

    var reader: ListReader
    private let isLocation: Bool
    let sources: SourceMap
    let policy: ListPolicy
    var builder = PlanBuilder()
    var names = NameTable()
    /// The last number given to a name, by the entry that had it first.
    var numbers: [Int: Int] = [:]
    /// Which entries are directories that only names of other entries tell of.
    var isMade: [Bool] = []
    var lastDirectory: (path: [UInt8], index: Int)?
    var files: ListedFiles
    /// One for each root that files were found beneath, for the last path beneath it.
    private var lookups: [FileLookup?]
    private var unreadable: [TreePlan.Unreadable] = []
    private var unreadableCount = 0
    private var linkCount = 0

    /// Makes the plan of a list.
    ///
    /// - Parameters:
    ///   - form: Decides on what a path means that begins with a slash: see ``SourceMap``.
    ///   - isAbandoned: Asked now and then whether nobody waits for the plan any more.
    public static func plan(
        _ form: ListForm, from input: any ListInput, sources: SourceMap, policy: ListPolicy,
        isAbandoned: () -> Bool = { false }
    ) throws(ListPlanError) -> ListPlan {
        var planner = ListPlanner(form, input, sources, policy)
        var count = 0
        while let entry = try planner.next() {
            try planner.add(entry)
            count += 1
            if count.isMultiple(of: patience), isAbandoned() { throw .abandoned }
        }
        guard count > 0 else { throw .empty }
        return try planner.finish()
    }

    private init(_ form: ListForm, _ input: any ListInput, _ sources: SourceMap, _ policy: ListPolicy) {
        reader = ListReader(form, from: input)
        isLocation = form == .text
        self.sources = sources
        self.policy = policy
        files = ListedFiles(roots: sources.roots)
        lookups = sources.roots.map { _ in nil }
    }

    private mutating func next() throws(ListPlanError) -> ListEntry? {
        do { return try reader.next() } catch { throw .list(error) }
    }

    private mutating func add(_ entry: ListEntry) throws(ListPlanError) {
        let name: EntryName
        do { name = try EntryName(entry.name) } catch { throw blame("name", error.reason) }
        guard name.depth <= policy.maxDepth else { throw .exceeds(.depth) }
        switch entry.source {
        case .directory: try addDirectory(name, entry.modified, entry.permissions)
        case .path(let path): try addFile(path, name, entry)
        case .text(let text):
            guard entry.size == nil || entry.size == UInt64(text.count) else {
                throw blame("size", "is not that of the text, which has \(text.count) bytes")
            }
            guard entry.checksum == nil || entry.checksum == CRC32(of: text).value else {
                throw blame("crc32", "is not that of the text")
            }
            try add(attributes(.file, entry), name, content: text)
        case .link(let target):
            guard LinkTarget.staysInside(target, depth: name.depth - 1) else {
                throw blame("link", "leads out of the archive")
            }
            if policy.symlinks == .skip {
                linkCount += 1
            } else {
                try add(attributes(.symbolicLink, entry), name, content: target)
            }
        case .url: throw blame("url", "is not allowed here")
        case .s3: throw blame("s3", "is not allowed here")
        }
    }

    private mutating func addFile(
        _ path: [UInt8], _ name: EntryName, _ entry: ListEntry
    ) throws(ListPlanError) {
        let place: (root: Int, path: RelativePath)
        do { place = try sources.resolve(path, isLocation: isLocation) } catch {
            switch error {
            case .leadsUpwards: throw blame("path", "leads upwards")
            case .tooLong: throw blame("path", "is longer than any path")
            case .notAllowed: throw blame("path", "is beneath no directory that is allowed here")
            }
        }
        guard let status = try status(of: place, for: entry) else { return }
        if let size = entry.size, size != status.size {
            throw blame("size", "is \(size), but the file has \(status.size) bytes")
        }
        if status.size == 0, let checksum = entry.checksum, checksum != 0 {
            throw blame("crc32", "is not that of an empty file")
        }
        let attributes = EntryAttributes(
            kind: .file, size: status.size, modifiedSeconds: entry.modified ?? status.modified.seconds,
            modifiedNanoseconds: entry.modified == nil ? status.modified.nanoseconds : 0,
            permissions: entry.permissions ?? 0o644)
        let file = ListedFiles.File(
            path: place.path.bytes, root: place.root, modified: status.modified, checksum: entry.checksum)
        try add(attributes, name, file: file)
    }

    /// For an entry whose content is in the list.
    private func attributes(_ kind: Entry.Kind, _ entry: ListEntry) -> EntryAttributes {
        EntryAttributes(
            kind: kind, modifiedSeconds: entry.modified ?? Self.unknownTime,
            permissions: entry.permissions ?? (kind == .symbolicLink ? 0o777 : 0o644))
    }

    /// The status of a regular file; nil if there is none that can be read, which has been noted.
    private mutating func status(
        of place: (root: Int, path: RelativePath), for entry: ListEntry
    ) throws(ListPlanError) -> FileStatus? {
        let lookup =
            lookups[place.root] ?? FileLookup(beneath: sources.roots[place.root], links: policy.symlinks)
        lookups[place.root] = lookup
        do throws(SystemCallError) {
            guard place.path != .root else { throw SystemCallError("open", errno: EISDIR) }
            let status = try lookup.status(of: place.path)
            guard status.kind == .regular else {
                let errno = status.kind == .directory ? EISDIR : EINVAL
                throw SystemCallError("open", errno: errno)
            }
            return status
        } catch {
            if error.kind == .exhausted { throw .exhausted(error) }
            if error.kind == .crossesRoot { throw blame("path", "leads out of its root") }
            guard policy.unreadable == .report else { throw blame("path", "cannot be read: \(error)") }
            unreadableCount += 1
            try checkCount()
            if unreadable.count < MissingReport.limit {
                unreadable.append(TreePlan.Unreadable(path: entry.name, errno: error.errno))
            }
            return nil
        }
    }

    /// An error of the list that the entry read last is to blame for.
    func blame(_ field: String, _ reason: String) -> ListPlanError {
        .list(.malformed(reader.position, field: field, reason: reason))
    }

    func checkCount() throws(ListPlanError) {
        guard builder.count + unreadableCount <= policy.maxEntries else { throw .exceeds(.entries) }
    }

    private consuming func finish() throws(ListPlanError) -> ListPlan {
        try report()
        settleTimes()
        try encloseInTop()
        let (head, files, symlinks) = (reader.head, files, policy.symlinks)
        let (unreadableCount, linkCount) = (unreadableCount, linkCount)
        guard builder.count > 0 else { throw .empty }
        return ListPlan(
            plan: builder.finish(), head: head, files: files, unreadableCount: unreadableCount,
            linkCount: linkCount, symlinks: symlinks)
    }

    /// Adds an entry that lists what is missing.
    private mutating func report() throws(ListPlanError) {
        guard !unreadable.isEmpty else { return }
        let name = MissingReport.name { names.find($0.span, in: nil, of: builder) != nil }
        let attributes = EntryAttributes(kind: .file, modifiedSeconds: Self.unknownTime, permissions: 0o644)
        _ = try insert(
            name, attributes, in: nil, content: MissingReport.text(unreadable, of: unreadableCount))
    }
}
