internal import Archive
internal import Compression
internal import FileTree
internal import Plan
internal import SystemCalls

/// An archive that has passed every check, with what tells it from others.
struct PreparedArchive: Sendable {
    let archive: Archive
    let entityTag: EntityTag
    /// The file name of the download.
    let fileName: [UInt8]
    /// What the tree holds and the archive does not.
    let skippedCount: Int
    /// Nil for an archive of files.
    let probe: Probe?
    private let contents: any PreparedContents

    init(_ request: ArchiveRequest, _ tree: TreePlan, beneath root: Root) {
        self.init(
            Archive(tree.plan, format: request.format, effort: request.effort), name: request.fileName,
            skippedCount: tree.skippedCount, TreeContents(request: request.tree, root: root))
    }

    /// - Parameter effort: As the location has it, since it decides on how much can be promised.
    init(_ probe: Probe, effort: Effort) throws(PlanBuilder.TooLarge) {
        let plan = try probe.plan(now: ProcessClock.now)
        self.init(
            Archive(plan, format: probe.format, effort: effort),
            name: Array("probe\(probe.format.suffixes[0])".utf8), skippedCount: 0, probe: probe, probe)
    }

    private init(
        _ archive: Archive, name: [UInt8], skippedCount: Int, probe: Probe? = nil,
        _ contents: any PreparedContents
    ) {
        self.archive = archive
        self.skippedCount = skippedCount
        self.probe = probe
        self.contents = contents
        fileName = name
        entityTag = EntityTag(archive)
    }

    /// Whether what is learned of it is of use for a later request.
    var isRepeatable: Bool { probe?.isRepeatable ?? true }

    /// The newest time in the plan, in seconds since 1970; nil if it is in the future (RFC 9110 §8.8.2.1), or
    /// HTTP has no words for it.
    var lastModified: Int64? {
        let newest = archive.plan.newest
        return newest <= ProcessClock.now.seconds && HTTPDate.text(secondsSinceEpoch: newest) != nil
            ? newest : nil
    }

    /// The files themselves; see ``PreparedContents/open(checksums:readers:isAbandoned:)``.
    func content(
        checksums: ChecksumIndex, readers: ReaderPool? = nil, isAbandoned: @escaping () -> Bool
    ) -> any ContentReader {
        contents.open(checksums: checksums, readers: readers, isAbandoned: isAbandoned)
    }
}
