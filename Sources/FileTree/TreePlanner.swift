internal import ByteIO
private import Glibc
internal import Plan
internal import SystemCalls

/// Walks a tree and makes the plan of its archive. Blocks; holds a descriptor for each level it is in.
public struct TreePlanner: ~Copyable {
    /// How often a planner looks whether it is still wanted, in entries.
    private static let patience = 64
    /// Bytes of directory records that are read at a time.
    private static let listingSize = 32 * 1024

    let root: Root
    let request: TreeRequest
    private let isAbandoned: () -> Bool
    private var builder = PlanBuilder()
    var levels: [DirectoryLevel] = []
    /// The path below the root of what is being looked at.
    var path: [UInt8]
    var buffer: [UInt8] = []
    var sizes = ReadableSizes()
    /// Whether content of any file has been read.
    var hasReadContent = false
    /// Files of which a byte is read.
    let suspects: Set<[UInt8]>
    private var missing: [TreePlan.Missing] = []
    private var missingCount = 0
    /// Those that could not be read: each takes as much work as an entry.
    private var unreadableCount = 0
    private var skippedLinkCount = 0
    private var topModified = FileTime(seconds: 0, nanoseconds: 0)

    var policy: TreePolicy { request.policy }

    /// Makes the plan of `request`.
    ///
    /// - Parameters:
    ///   - suspects: Files that could not be read earlier, by paths that begin with that of their root.
    ///   - isAbandoned: Asked now and then whether nobody waits for the plan any more.
    public static func plan(
        _ request: TreeRequest, beneath root: Root, suspects: Set<[UInt8]> = [],
        isAbandoned: @escaping () -> Bool = { false }
    ) throws(PlanError) -> TreePlan {
        var planner = TreePlanner(root, request, suspects, isAbandoned)
        try planner.start()
        try planner.walk()
        return try planner.finish()
    }

    private init(
        _ root: Root, _ request: TreeRequest, _ suspects: Set<[UInt8]>, _ isAbandoned: @escaping () -> Bool
    ) {
        self.root = root
        self.request = request
        self.suspects = suspects
        self.isAbandoned = isAbandoned
        path = request.path.bytes
        buffer.reserveCapacity(Self.listingSize)
    }

    /// Enters what the request names.
    private mutating func start() throws(PlanError) {
        guard policy.admits(request.path) else { throw .notFound }
        let child: Child
        do { child = try resolvePath(branch: request.selection?.top) } catch { throw refusal(error) }
        switch child {
        case .directory(let directory, let status):
            topModified = status.modified
            try enter(directory, status, name: request.topName.bytes)
        case .file(let status) where request.selection == nil:
            _ = try append(name: request.path.last ?? request.topName.bytes, status, kind: .file)
        case .leftOut(let reason) where reason.refusal == nil: throw .unreadable(path: path, reason)
        case .file, .link, .excluded, .leftOut: throw .notFound
        }
    }

    private mutating func walk() throws(PlanError) {
        var visited = 0
        while let level = levels.last {
            guard let position = level.next() else {
                levels.removeLast()
                continue
            }
            visited += 1
            if visited.isMultiple(of: Self.patience), isAbandoned() { throw .abandoned }
            path.removeSubrange(level.pathCount...)
            if !path.isEmpty { path.append(UInt8(ascii: "/")) }
            path += level.children.name(at: position)
            try visit(position, in: level)
        }
    }

    private mutating func visit(_ position: Int, in level: DirectoryLevel) throws(PlanError) {
        let name = Array(level.children.name(at: position))
        let branch = level.children.branch(at: position)
        let isRequested = level.children.areRequested
        if isRequested, !policy.admits(path) { throw .notFound }
        let child: Child
        do {
            child = try resolve(at: position, in: level, branch: branch)
        } catch {
            return try leaveOut(after: error, isRequested: isRequested)
        }
        switch child {
        case .directory(let directory, let status):
            try enter(directory, status, name: name)
        case .file(let status):
            guard branch == nil else { throw .notFound }
            _ = try append(name: name, status, kind: .file)
        case .link(let status, let target):
            guard branch == nil else { throw .notFound }
            _ = try append(name: name, status, kind: .symbolicLink, content: target)
        case .excluded:
            if isRequested { throw .notFound }
        case .leftOut(let reason):
            if isRequested, let refusal = reason.refusal { throw refusal }
            try leaveOut(reason)
        }
    }

    private mutating func enter(
        _ directory: OpenDirectory, _ status: FileStatus, name: [UInt8]
    ) throws(PlanError) {
        guard levels.count <= policy.maxDepth else { throw .exceeds(.depth) }
        guard !directory.children.areCut else { throw .exceeds(.entries) }
        let index = try append(name: name, status, kind: .directory)
        builder.reserve(directory.children.count)
        levels.append(
            DirectoryLevel(directory, identity: status.identity, entry: index, pathCount: path.count))
    }

    private mutating func append(
        name: [UInt8], _ status: FileStatus, kind: Entry.Kind, content: [UInt8]? = nil
    ) throws(PlanError) -> Int {
        guard builder.count + unreadableCount <= policy.maxEntries else { throw .exceeds(.entries) }
        // Some file systems have longer names than entries can have. Only who asks for such a name gets here with it.
        guard name.count <= NumberedName.longest else { throw .notFound }
        let parent = levels.last?.entry
        let attributes = EntryAttributes(
            kind: kind, size: status.size, modifiedSeconds: status.modified.seconds,
            modifiedNanoseconds: status.modified.nanoseconds, permissions: status.permissions)
        let index: Int
        do {
            index =
                if let content {
                    try builder.append(name: name.span, attributes, parent: parent, content: content)
                } else {
                    try builder.append(name: name.span, attributes, parent: parent)
                }
        } catch { throw .exceeds(.entries) }
        return index
    }

    /// Deals with a child that cannot be had.
    private mutating func leaveOut(after error: SystemCallError, isRequested: Bool) throws(PlanError) {
        switch error.kind {
        case .exhausted: throw .exhausted(error)
        case .notFound where isRequested: throw .notFound
        // Listed a moment ago and gone: the archive is of the tree without it.
        case .notFound where error.errno == ENOENT: return
        case .notFound, .crossesRoot, .notPermitted, .other: try leaveOut(.failed(error))
        }
    }

    private mutating func leaveOut(_ reason: MissingReason) throws(PlanError) {
        if reason.isWished {
            skippedLinkCount += 1
        } else {
            guard policy.unreadable == .report else { throw .unreadable(path: path, reason) }
            missingCount += 1
        }
        if reason.refusal == nil {
            guard builder.count + unreadableCount <= policy.maxEntries else { throw .exceeds(.entries) }
            unreadableCount += 1
        }
        guard missing.count < MissingReport.limit else { return }
        let top = request.path.bytes.count
        missing.append(.init(path: Array(path[(top == 0 ? 0 : top + 1)...]), reason: reason.text))
    }

    /// Why what the request itself names cannot be had.
    private func refusal(_ error: SystemCallError) -> PlanError {
        switch error.kind {
        case .notFound, .crossesRoot: .notFound
        case .exhausted: .exhausted(error)
        case .notPermitted, .other: .unreadable(path: path, .failed(error))
        }
    }

    private consuming func finish() throws(PlanError) -> TreePlan {
        // Who is refused is told how much it would have been.
        if let limit = policy.maxBytes, builder.contentSize > limit {
            throw .exceeds(.bytes(builder.contentSize))
        }
        let (missing, missingCount, skippedLinkCount) = (missing, missingCount, skippedLinkCount)
        let unreadableCount = unreadableCount
        if !missing.isEmpty {
            let attributes = EntryAttributes(
                kind: .file, modifiedSeconds: topModified.seconds,
                modifiedNanoseconds: topModified.nanoseconds,
                permissions: 0o644)
            let name = MissingReport.name { builder.hasEntry(named: $0, in: 0) }
            do {
                _ = try builder.append(
                    name: name.span, attributes, parent: 0,
                    content: MissingReport.text(missing, of: missingCount + skippedLinkCount))
            } catch { throw .exceeds(.entries) }
        }
        if policy.names == .portable {
            do { _ = try builder.makeNamesPortable() } catch { throw .exceeds(.entries) }
        }
        return TreePlan(
            plan: builder.finish(), missingCount: missingCount, unreadableCount: unreadableCount,
            skippedLinkCount: skippedLinkCount,
            missing: missing)
    }
}
