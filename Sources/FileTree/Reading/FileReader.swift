public import ByteIO
public import Plan
internal import SystemCalls

/// Opens the files of a plan again, when their turn comes.
///
/// Each is resolved from its root by the kernel, so it is as confined as when it was planned, and no
/// descriptor is held for what is not being read. What is there now must still be a regular file of at least
/// the planned size.
public final class FileReader: ContentReader {
    private let files: PlannedFiles
    private var cursor: PathCursor?
    private let watch: ReadWatch
    private let checksums: ChecksumIndex?
    private let readAhead: ReadAhead?

    /// - Parameters:
    ///   - links: Whether links on the way to a file are followed.
    ///   - checksums: Knows and learns the checksums of large files.
    ///   - readers: Read small files ahead.
    ///   - isAbandoned: Asked now and then whether nobody waits for the content any more.
    public init(
        of places: any FilePlaces, links: SymlinkPolicy, checksums: ChecksumIndex? = nil,
        readers: ReaderPool? = nil, isAbandoned: @escaping () -> Bool = { false }
    ) {
        self.checksums = checksums
        watch = ReadWatch(isAbandoned: isAbandoned)
        let files = PlannedFiles(places: places, links: links)
        self.files = files
        readAhead = readers.map { ReadAhead(files, through: $0) }
    }

    /// The same for the files of a planned tree.
    public convenience init(
        of request: TreeRequest, beneath root: Root, checksums: ChecksumIndex? = nil,
        readers: ReaderPool? = nil, isAbandoned: @escaping () -> Bool = { false }
    ) {
        self.init(
            of: TreePlaces(root: root, base: request.path.bytes), links: request.policy.symlinks,
            checksums: checksums,
            readers: readers, isAbandoned: isAbandoned)
    }

    public var bytesRead: UInt64 { watch.bytesRead }

    public func content(
        of index: Int, in plan: Plan, from offset: UInt64
    ) throws(SourceError) -> any ByteSource {
        if offset == 0, let bytes = try readAhead?.content(of: index, in: plan) {
            return MemorySource(bytes, watch: watch)
        }
        let size = plan.entries[index].size
        var cursor = self.cursor.take() ?? PathCursor(over: plan)
        defer { self.cursor = cursor }
        let file = try files.open(index, in: plan, cursor: &cursor)
        guard offset <= size else { throw .endedEarly }
        if offset > 0 { try reading { () throws(SystemCallError) in try file.descriptor.seek(to: offset) } }
        let isWhole = offset == 0 && file.status.size == size
        let known = isWhole ? checksums.flatMap { KnownChecksum(file.status, in: $0) } : nil
        return FileSource(
            file, remaining: size - offset, watch: watch, known: known,
            readAhead: ReadAhead.isSmall(plan.entries[index]) ? readAhead : nil)
    }
}
