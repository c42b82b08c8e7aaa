public import Archive
public import ByteIO
internal import SystemCalls

/// Opens the files of a planned tree again, when their turn comes.
///
/// Each is resolved from the root by the kernel, so it is as confined as when it was planned, and no
/// descriptor is held for what is not being read. What is there now must still be a regular file of at least
/// the planned size.
public final class TreeContent: ContentProvider {
    private let root: Root
    private let links: SymlinkPolicy
    private let base: [UInt8]
    private var cursor: PathCursor?
    private let watch: ReadWatch
    private let checksums: ChecksumIndex?

    /// - Parameters:
    ///   - checksums: Knows and learns the checksums of large files.
    ///   - isAbandoned: Asked now and then whether nobody waits for the content any more.
    public init(
        of request: TreeRequest, beneath root: Root, checksums: ChecksumIndex? = nil,
        isAbandoned: @escaping () -> Bool = { false }
    ) {
        self.checksums = checksums
        watch = ReadWatch(isAbandoned: isAbandoned)
        self.root = root
        links = request.policy.symlinks
        base = request.path.bytes
    }

    /// Bytes read from files so far.
    public var bytesRead: UInt64 { watch.bytesRead }

    public func content(
        of index: Int, in plan: Plan, from offset: UInt64
    ) throws(SourceError) -> any ByteSource {
        let size = plan.entries[index].size
        let path = path(of: index, in: plan)
        let file = try reading { () throws(SystemCallError) in
            try root.open(path, for: .content, links: links)
        }
        let status = try reading { () throws(SystemCallError) in try file.status() }
        guard status.kind == .regular else { throw .notRegular }
        guard status.size >= size, offset <= size else { throw .endedEarly }
        if offset > 0 { try reading { () throws(SystemCallError) in try file.seek(to: offset) } }
        let isWhole = offset == 0 && status.size == size
        let known = isWhole ? checksums.flatMap { KnownContent(status, in: $0) } : nil
        return FileSource(file, remaining: size - offset, watch: watch, known: known)
    }

    /// The path below the root: the entry's path in the archive, with what was asked for in place of the top
    /// folder.
    private func path(of index: Int, in plan: Plan) -> [UInt8] {
        guard index > 0 else { return base }
        var cursor = self.cursor.take() ?? PathCursor(over: plan)
        cursor.move(to: index)
        defer { self.cursor = cursor }
        let top = cursor.path.firstIndex(of: UInt8(ascii: "/")) ?? 0
        return base.isEmpty ? Array(cursor.path[(top + 1)...]) : base + cursor.path[top...]
    }
}
