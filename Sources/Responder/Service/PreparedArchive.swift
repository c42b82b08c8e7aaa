internal import Archive
internal import ByteIO
internal import FileTree
internal import SystemCalls

/// An archive that has passed every check, with what tells it from others.
struct PreparedArchive: Sendable {
    let request: ArchiveRequest
    let tree: TreePlan
    let archive: Archive
    let entityTag: EntityTag
    private let root: Root

    init(_ request: ArchiveRequest, _ tree: TreePlan, beneath root: Root) {
        self.request = request
        self.tree = tree
        self.root = root
        archive = Archive(tree.plan, format: request.format, effort: request.effort)
        entityTag = EntityTag(archive)
    }

    /// The newest time in the plan, in seconds since 1970; nil if it is in the future (RFC 9110 §8.8.2.1), or
    /// HTTP has no words for it.
    var lastModified: Int64? {
        let newest = tree.plan.newest
        return newest <= ProcessClock.now.seconds && HTTPDate.text(secondsSinceEpoch: newest) != nil
            ? newest : nil
    }

    /// The files themselves, for one reader.
    ///
    /// - Parameters:
    ///   - readers: Read small files ahead.
    ///   - isAbandoned: Asked now and then whether nobody waits for them any more.
    func content(
        checksums: ChecksumIndex, readers: ReaderPool? = nil, isAbandoned: @escaping () -> Bool
    ) -> TreeContent {
        TreeContent(
            of: request.tree, beneath: root, checksums: checksums, readers: readers, isAbandoned: isAbandoned)
    }
}
