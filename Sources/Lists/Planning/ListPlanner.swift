internal import Compression
internal import FileTree
internal import Plan
internal import Remote
internal import SystemCalls

/// Reads a list and makes the plan of its archive. Blocks; holds the plan, some entries and some descriptors.
///
/// What takes the time is reading, looking up files and putting entries into the plan. So the list passes in stretches:
/// while another thread looks up the files of one, this thread plans the one before and reads the next.
public struct ListPlanner: ~Copyable {
    private(set) var reader: ListReader
    /// Of the entry that is being planned.
    private var position = ListPosition(entry: 0)
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
    private var unreadable: [TreePlan.Unreadable] = []
    private var unreadableCount = 0
    private var linkCount = 0

    /// Makes the plan of a list.
    ///
    /// - Parameters:
    ///   - isAbandoned: Asked now and then whether nobody waits for the plan any more.
    public static func plan(
        _ form: ListForm, from input: any ListInput, sources: SourceMap, policy: ListPolicy,
        isAbandoned: () -> Bool = { false }
    ) throws(ListPlanError) -> ListPlan {
        var planner = ListPlanner(form, input, sources, policy)
        try planner.addEntries(isAbandoned: isAbandoned)
        return try planner.finish()
    }

    private mutating func addEntries(isAbandoned: () -> Bool) throws(ListPlanError) {
        var known = (stretch: ListStretch(), statuses: [FileStatuses.Answer?]())
        var read = readStretch()
        guard !read.entries.isEmpty || read.failure != nil else { throw .empty }
        while !read.entries.isEmpty {
            var failure: ListPlanError?
            var next = ListStretch()
            let statuses = FileStatuses.ask(read.places, beneath: sources.roots, links: policy.symlinks) {
                do throws(ListPlanError) {
                    try add(known.stretch, known.statuses)
                    next = readStretch()
                } catch { failure = error }
            }
            if let failure { throw failure }
            if isAbandoned() { throw .abandoned }
            known = (read, statuses)
            read = next
        }
        try add(known.stretch, known.statuses)
        if let failure = read.failure { throw .list(failure) }
    }

    private init(_ form: ListForm, _ input: any ListInput, _ sources: SourceMap, _ policy: ListPolicy) {
        reader = ListReader(form, from: input)
        self.sources = sources
        self.policy = policy
        files = ListedFiles(roots: sources.roots)
    }

    private mutating func readStretch() -> ListStretch {
        let sources = sources
        return ListStretch(from: &reader) { sources.place(of: $0) }
    }

    private mutating func add(
        _ stretch: ListStretch, _ statuses: [FileStatuses.Answer?]
    ) throws(ListPlanError) {
        for (index, entry) in stretch.entries.enumerated() {
            position = stretch.positions[index]
            try add(entry, stretch.places[index], statuses[index])
        }
    }

    private mutating func add(
        _ entry: ListEntry, _ place: ListStretch.Place?, _ status: FileStatuses.Answer?
    ) throws(ListPlanError) {
        let name: EntryName
        do { name = try EntryName(entry.name) } catch { throw blame("name", error.reason) }
        guard name.depth <= policy.maxDepth else { throw .exceeds(.depth) }
        switch entry.source {
        case .directory: try addDirectory(name, entry.modified, entry.permissions)
        case .path, .location, .url, .s3: try addFile(name, entry, place, status)
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
        }
    }

    private mutating func addFile(
        _ name: EntryName, _ entry: ListEntry, _ place: ListStretch.Place?, _ answer: FileStatuses.Answer?
    ) throws(ListPlanError) {
        guard let place else { preconditionFailure("a path that leads nowhere") }
        let field = entry.source.field
        guard case .file(let root, let path) = try checked(place, field) else {
            throw blame(field, "is not allowed here")
        }
        guard let answer else { preconditionFailure("a file that was not looked up") }
        guard let status = try status(answer, of: entry) else { return }
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
            path: path.bytes, root: root, modified: status.modified, checksum: entry.checksum)
        try add(attributes, name, file: file)
    }

    private func checked(
        _ place: ListStretch.Place, _ field: String
    ) throws(ListPlanError) -> SourceMap.Place {
        do { return try place.get() } catch {
            switch error {
            case .leadsUpwards: throw blame(field, "leads upwards")
            case .tooLong: throw blame(field, "is longer than any path")
            case .notAllowed where field == "path":
                throw blame(field, "is beneath no directory that is allowed here")
            case .notAllowed: throw blame(field, "is beneath no prefix that is allowed here")
            case .object(let fault): throw blame(field, fault.reason)
            }
        }
    }

    /// For an entry whose content is in the list.
    private func attributes(_ kind: Entry.Kind, _ entry: ListEntry) -> EntryAttributes {
        EntryAttributes(
            kind: kind, modifiedSeconds: entry.modified ?? Self.unknownTime,
            permissions: entry.permissions ?? (kind == .symbolicLink ? 0o777 : 0o644))
    }

    /// The status of a regular file; nil if there is none that can be read, which is noted.
    private mutating func status(
        _ answer: FileStatuses.Answer, of entry: ListEntry
    ) throws(ListPlanError) -> FileStatus? {
        do throws(SystemCallError) {
            return try answer.get()
        } catch {
            if error.kind == .exhausted { throw .exhausted(error) }
            if error.kind == .crossesRoot { throw blame(entry.source.field, "leads out of its root") }
            guard policy.unreadable == .report else {
                throw blame(entry.source.field, "cannot be read: \(error)")
            }
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
        .list(.malformed(position, field: field, reason: reason))
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
            name.span, attributes, in: nil, content: MissingReport.text(unreadable, of: unreadableCount))
    }
}

extension ListEntry.Source {
    /// The field of a list that says where content is.
    fileprivate var field: String {
        switch self {
        case .url: "url"
        case .s3: "s3"
        default: "path"
        }
    }
}
