internal import Archive
internal import ByteIO
internal import FileTree
internal import HTTP
internal import Plan

/// Files beneath a root.
struct TreeOrigin: Origin {
    let archive: Archive
    let disposition: Header
    let skippedCount: Int
    /// The first that are left out.
    let missing: [TreePlan.Missing]
    private let request: TreeRequest
    private let root: Root
    private let checksums: ChecksumIndex
    private let readers: ReaderPool
    private let suspects: SuspectFiles

    /// Walks the tree. Blocks.
    ///
    /// - Parameters:
    ///   - checksums: Knows files that were sent before.
    ///   - readers: Read small files ahead.
    ///   - suspects: Files that could not be read when they were sent.
    ///   - isAbandoned: Asked now and then whether nobody waits for the archive any more.
    /// - Throws: Why there is no such archive.
    init(
        _ request: ArchiveRequest, beneath root: Root, checksums: ChecksumIndex, readers: ReaderPool,
        suspects: SuspectFiles = SuspectFiles(), isAbandoned: @escaping () -> Bool
    ) throws(Refusal) {
        let tree: TreePlan
        do {
            tree = try TreePlanner.plan(
                request.tree, beneath: root, suspects: suspects.noted, isAbandoned: isAbandoned)
        } catch { throw Refusal(error, request.tree.policy) }
        archive = Archive(tree.plan, format: request.format, effort: request.effort)
        disposition = Header("Content-Disposition", ContentDisposition.attachment(request.fileName))
        skippedCount = tree.skippedCount
        missing = tree.missing
        self.request = request.tree
        self.root = root
        self.checksums = checksums
        self.readers = readers
        self.suspects = suspects
    }

    /// A single file is either there or not.
    var omissionReport: OmissionReport? {
        guard request.policy.unreadable == .report, archive.plan.entries[0].kind == .directory else {
            return nil
        }
        return OmissionReport(plan: archive.plan, missing: missing, missingCount: skippedCount, hasTop: true)
    }

    func ending(after error: ArchiveError) -> Ending {
        if case .content(let entry, .failed) = error {
            suspects.note(request.place(of: entry, in: archive.plan, beneath: root))
        }
        return Ending(outcome: RequestLog.Outcome(error) { archive.plan.printablePath(of: $0) })
    }

    func open(readingAhead: Bool, isAbandoned: @escaping () -> Bool) -> any ContentReader {
        FileReader(
            of: request, beneath: root, checksums: checksums, readers: readingAhead ? readers : nil,
            isAbandoned: isAbandoned)
    }
}
