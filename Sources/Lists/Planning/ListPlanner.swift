internal import Compression
internal import FileTree
internal import Plan
public import Remote
internal import SystemCalls

/// Reads a list and makes the plan of its archive. Blocks; holds the plan, some entries and some descriptors.
///
/// What takes the time is reading, looking up files and putting entries into the plan. So the list passes in stretches:
/// while another thread looks up the files of some, this thread reads on and plans those before.
public struct ListPlanner: ~Copyable {
    /// Stretches whose files are being looked up.
    private static let mostAhead = 4

    private(set) var reader: ListReader
    /// Of the entry that is being planned.
    var position = ListPosition(entry: 0)
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
    /// Asks for objects that the list does not say all of.
    let questions: ObjectQuestions?
    /// What is wrong with the first object whose size nobody tells.
    var unknownSize: ListPlanError?
    /// How many objects were asked for because the list does not give their sizes.
    var sizelessCount = 0
    /// How many others were.
    var sizedCount = 0
    private var missing: [TreePlan.Missing] = []
    private var missingCount = 0
    private var linkCount = 0

    /// Makes the plan of a list.
    ///
    /// - Parameters:
    ///   - questions: Asks for objects whose size the list does not give. Nil if it must.
    ///   - isAbandoned: Asked now and then whether nobody waits for the plan any more.
    public static func plan(
        _ form: ListForm, from input: any ListInput, sources: SourceMap, policy: ListPolicy,
        questions: ObjectQuestions? = nil, isAbandoned: () -> Bool = { false }
    ) throws(ListPlanError) -> ListPlan {
        var planner = ListPlanner(form, input, sources, policy, questions)
        try planner.addEntries(isAbandoned: isAbandoned)
        return try planner.finish()
    }

    private mutating func addEntries(isAbandoned: () -> Bool) throws(ListPlanError) {
        let statuses = FileStatuses(beneath: sources.roots, links: policy.symlinks)
        var ahead: [(stretch: ListStretch, statuses: FileStatuses.Question)] = []
        while true {
            let read = readStretch()
            if !read.entries.isEmpty { ahead.append((read, statuses.ask(read.places))) }
            let isEnd = read.entries.isEmpty || read.failure != nil
            while let first = ahead.first, isEnd || ahead.count > Self.mostAhead {
                if isAbandoned() { throw .abandoned }
                try add(first.stretch, first.statuses.answers())
                ahead.removeFirst()
            }
            if let failure = read.failure { throw .list(failure) }
            if isEnd { break }
        }
        guard reader.position.entry > 0 else { throw .empty }
    }

    private init(
        _ form: ListForm, _ input: any ListInput, _ sources: SourceMap, _ policy: ListPolicy,
        _ questions: ObjectQuestions?
    ) {
        reader = ListReader(form, from: input)
        self.sources = sources
        self.policy = policy
        self.questions = questions
        files = ListedFiles(roots: sources.roots)
    }

    private mutating func readStretch() -> ListStretch {
        let sources = sources
        return ListStretch(from: &reader) { sources.place(of: $0) }
    }

    private mutating func add(
        _ stretch: ListStretch, _ statuses: [FileStatuses.Answer?]
    ) throws(ListPlanError) {
        let facts = try ask(stretch)
        for (index, entry) in stretch.entries.enumerated() {
            position = stretch.positions[index]
            try add(entry, stretch.places[index], statuses[index], facts[index])
        }
    }

    private mutating func add(
        _ entry: ListEntry, _ place: ListStretch.Place?, _ status: FileStatuses.Answer?,
        _ facts: ObjectAnswer?
    ) throws(ListPlanError) {
        let name: EntryName
        do { name = try EntryName(entry.name) } catch { throw blame("name", error.reason) }
        guard name.depth <= policy.maxDepth else { throw .exceeds(.depth) }
        switch entry.source {
        case .directory: try addDirectory(name, entry.modified, entry.permissions)
        case .path, .location, .url, .s3:
            guard let place else { preconditionFailure("a source that leads nowhere") }
            switch try checked(place, entry) {
            case .file(let root, let path):
                guard let status else { preconditionFailure("a file that was not looked up") }
                try addFile(name, entry, path, root: root, status)
            case .object(let location): try addObject(name, entry, location, facts)
            }
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
            if policy.symlinks == .skip || policy.names == .portable {
                linkCount += 1
                list(entry, MissingReason.link(.unwanted).text)
            } else {
                try add(attributes(.symbolicLink, entry), name, content: target)
            }
        }
    }

    /// For an entry whose content is in the list.
    private func attributes(_ kind: Entry.Kind, _ entry: ListEntry) -> EntryAttributes {
        EntryAttributes(
            kind: kind, modifiedSeconds: entry.modified ?? Self.unknownTime,
            permissions: entry.permissions ?? (kind == .symbolicLink ? 0o777 : 0o644))
    }

    /// Takes note of an entry that is left out, if policy has it so.
    ///
    /// - Parameters:
    ///   - reason: For the reader of the archive.
    ///   - details: For the log.
    mutating func leaveOut(
        _ entry: ListEntry, _ reason: String, details: String
    ) throws(ListPlanError) {
        guard policy.unreadable == .report else {
            throw blame(entry.source.field, "cannot be read: \(details)")
        }
        missingCount += 1
        try checkCount()
        list(entry, reason)
    }

    private mutating func list(_ entry: ListEntry, _ reason: String) {
        guard missing.count < MissingReport.limit else { return }
        missing.append(TreePlan.Missing(path: entry.name, reason: reason))
    }

    /// An error of the list that the entry read last is to blame for.
    func blame(_ field: String, _ reason: String) -> ListPlanError {
        .list(.malformed(position, field: field, reason: reason))
    }

    func checkCount() throws(ListPlanError) {
        guard builder.count + missingCount <= policy.maxEntries else { throw .exceeds(.entries) }
    }

    private consuming func finish() throws(ListPlanError) -> ListPlan {
        try report()
        settleTimes()
        try encloseInTop()
        try makeNamesPortable()
        let (head, files, symlinks) = (reader.head, files, policy.symlinks)
        let (missingCount, linkCount, unknownSize) = (missingCount, linkCount, unknownSize)
        let missing = missing
        guard builder.count > 0 else { throw .empty }
        return ListPlan(
            plan: builder.finish(), head: head, files: files, missingCount: missingCount,
            missing: missing, linkCount: linkCount, unknownSize: unknownSize,
            symlinks: symlinks)
    }

    /// Adds an entry that lists what is missing.
    private mutating func report() throws(ListPlanError) {
        guard !missing.isEmpty else { return }
        let name = MissingReport.name { names.find($0.span, in: nil, of: builder) != nil }
        let attributes = EntryAttributes(kind: .file, modifiedSeconds: Self.unknownTime, permissions: 0o644)
        _ = try insert(
            name.span, attributes, in: nil, content: MissingReport.text(missing, of: missingCount + linkCount)
        )
    }
}
