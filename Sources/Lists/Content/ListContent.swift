public import ByteIO
public import FileTree
public import Plan

/// Reads the content of a planned list.
public final class ListContent: ContentReader {
    private let listed: ListedFiles
    private let files: FileReader

    /// - Parameters:
    ///   - checksums: Knows and learns the checksums of large files.
    ///   - readers: Read small files ahead.
    ///   - isAbandoned: Asked now and then whether nobody waits for the content any more.
    public init(
        of list: ListPlan, checksums: ChecksumIndex? = nil, readers: ReaderPool? = nil,
        isAbandoned: @escaping () -> Bool = { false }
    ) {
        listed = list.files
        files = FileReader(
            of: list.files, links: list.symlinks, checksums: checksums, readers: readers,
            isAbandoned: isAbandoned)
    }

    public func expectedChecksum(of index: Int) -> UInt32? { listed.checksum(of: index) }

    public var bytesRead: UInt64 { files.bytesRead }

    /// Content whose checksum the list gives is compared with it, if it is read from its beginning.
    public func content(of index: Int, in plan: Plan, from offset: UInt64) throws(SourceError)
        -> any ByteSource
    {
        let source = try files.content(of: index, in: plan, from: offset)
        guard offset == 0, let checksum = listed.checksum(of: index) else { return source }
        return VerifiedSource(source, count: plan.entries[index].size, checksum: checksum)
    }
}
