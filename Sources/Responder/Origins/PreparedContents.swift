internal import FileTree
internal import Plan

/// Where the files of a prepared archive are.
protocol PreparedContents: Sendable {
    /// The files themselves, for one reader.
    ///
    /// - Parameters:
    ///   - readers: Read small files ahead.
    ///   - isAbandoned: Asked now and then whether nobody waits for them any more.
    func open(
        checksums: ChecksumIndex, readers: ReaderPool?, isAbandoned: @escaping () -> Bool
    ) -> any ContentReader
}

/// Files beneath a root.
struct TreeContents: PreparedContents {
    let request: TreeRequest
    let root: Root

    func open(
        checksums: ChecksumIndex, readers: ReaderPool?, isAbandoned: @escaping () -> Bool
    ) -> any ContentReader {
        TreeReader(
            of: request, beneath: root, checksums: checksums, readers: readers, isAbandoned: isAbandoned)
    }
}
