internal import Archive
internal import Compression
internal import Logging
internal import Plan
internal import SystemCalls
internal import Threads

/// What is known of archives: learned by the streams that send them, and completed when a download breaks
/// off, so that it can be resumed. Used by many threads.
final class ArchiveIndexes: Sendable {
    /// Indexes that are completed at once for nobody in particular.
    private static let largestIdleCount = 2
    /// Indexes that are completed at once in all.
    private static let largestCount = 16
    /// How long a client waits for an index: half of what front servers allow by default.
    private static let patience: Duration = .seconds(20)

    private let store: ArchiveIndexStore
    private let pool: CompressionPool
    private let logger: Logger
    private let completions = Monitor<[EntityTag: Completion]>([:])
    private let shared = SharedIndexTable()

    init(_ store: ArchiveIndexStore, pool: CompressionPool, logger: Logger) {
        self.logger = logger
        self.store = store
        self.pool = pool
    }

    /// Bytes of what is known, on disk if it is kept there.
    var keptBytes: Int { store.keptBytes }

    /// What is known of an archive.
    func index(of prepared: PreparedArchive) -> ArchiveIndex {
        let unitCount = prepared.archive.unitCount
        guard unitCount > 0 else { return ArchiveIndex() }
        let kept = store.index(of: prepared.entityTag.digits) ?? ArchiveIndex()
        if kept.units.count == unitCount { return kept }
        // A stream has all of it before it keeps it.
        let shared = shared.index(of: prepared.entityTag) ?? ArchiveIndex()
        var known = shared.units.count > kept.units.count ? shared : kept
        let given = prepared.origin.givenIndex
        if given.units.count > known.units.count { known = given }
        return known.units.count <= unitCount ? known : ArchiveIndex()
    }

    /// Begins to learn from an archive that is about to be sent, or a part of it. To be followed by
    /// ``end(_:of:isWhole:)``.
    func begin(_ prepared: PreparedArchive, knowing index: ArchiveIndex) -> SharedIndex {
        enter(prepared.entityTag, knowing: index)
    }

    /// An index that content contradicts is forgotten at once: the next request must not rely on it. Whether the index
    /// was wrong or the content became another in secret, nobody can tell.
    private func enter(_ tag: EntityTag, knowing index: ArchiveIndex) -> SharedIndex {
        let (store, logger) = (store, logger)
        return shared.enter(tag, knowing: index) { unit in
            store.forget(tag.digits)
            logger.warning(
                "index",
                metadata: [
                    "archive": "\(tag.digits)", "unit": "\(unit)", "outcome": "contradicted, forgotten",
                ])
        }
    }

    /// Keeps what was learned, which may write a file. If the archive broke off, its index is completed when
    /// nothing else is to be done.
    func end(_ index: SharedIndex, of prepared: PreparedArchive, isWhole: Bool) {
        defer { shared.leave(prepared.entityTag, index) }
        guard prepared.origin.isRepeatable else { return }
        keep(index, of: prepared)
        let isComplete = index.unitCount == prepared.archive.unitCount
        if !isWhole, !isComplete, prepared.archive.effort != .store, !prepared.origin.isCostly {
            complete(prepared, limit: Self.largestIdleCount)
        }
    }

    private func keep(_ index: SharedIndex, of prepared: PreparedArchive) {
        if !index.isContradicted { store.keep(index.index, of: prepared.entityTag.digits) }
        // A contradiction may have come between.
        if index.isContradicted { store.forget(prepared.entityTag.digits) }
    }

    /// Keeps what a job has summed behind what was known.
    func keep(_ checksums: [UInt32], behind index: ArchiveIndex, of prepared: PreparedArchive) {
        guard !checksums.isEmpty else { return }
        var index = index
        index.units += checksums.map { ArchiveIndex.Unit(length: 0, checksum: $0) }
        store.keep(index, of: prepared.entityTag.digits)
    }

    /// Completes the index of an archive for a client that waits for it. Blocks.
    ///
    /// - Returns: the complete index; nil if that takes longer than a client waits, and goes on.
    func complete(_ prepared: PreparedArchive, isAbandoned: () -> Bool) -> ArchiveIndex? {
        guard let completion = complete(prepared, limit: Self.largestCount),
            completion.wait(atMost: Self.patience, isAbandoned: isAbandoned)
        else { return nil }
        let index = index(of: prepared)
        return index.units.count == prepared.archive.unitCount ? index : nil
    }

    /// Ends all completions, which keep what they have. Blocks for a few seconds at most.
    func stop() {
        for completion in completions.update({ $0.values }) { completion.stop() }
        _ = completions.wait(atMost: .seconds(2)) { $0.isEmpty ? () : nil }
    }

    /// Begins to complete an index, unless that is under way.
    ///
    /// - Returns: nil if `limit` others are.
    @discardableResult
    private func complete(_ prepared: PreparedArchive, limit: Int) -> Completion? {
        let tag = prepared.entityTag
        let completion = Completion()
        let known = completions.update { completions -> Completion? in
            if let known = completions[tag] { return known }
            if completions.count < limit { completions[tag] = completion }
            return completions[tag]
        }
        guard known === completion else { return known }
        do {
            try Thread.start { [self] in run(completion, for: prepared) }
        } catch {
            end(completion, of: tag)
            return nil
        }
        return completion
    }

    private func run(_ completion: Completion, for prepared: PreparedArchive) {
        Thread.readsLast(!completion.isUrgent)
        let content = prepared.origin.open(readingAhead: false) {
            Thread.readsLast(!completion.isUrgent)
            return !completion.mayGoOn
        }
        let index = enter(prepared.entityTag, knowing: index(of: prepared))
        let ledger = ArchiveLedger(index)
        let start = ContinuousClock.now
        var outcome = "complete"
        do {
            try prepared.archive.complete(ledger, content: content, through: pool) { !completion.isUrgent }
        } catch {
            // There is no client that could leave: it was told to stop.
            outcome =
                completion.mayGoOn
                ? RequestLog.Outcome(error) { prepared.archive.plan.printablePath(of: $0) }.text : "stopped"
        }
        logger.info(
            "index",
            metadata: [
                "archive": "\(prepared.entityTag.digits)", "units": "\(index.unitCount)",
                "duration-ms": "\(RequestLog.milliseconds(.now - start))", "outcome": "\(outcome)",
            ])
        // What ended early is a beginning for the next.
        keep(index, of: prepared)
        shared.leave(prepared.entityTag, index)
        end(completion, of: prepared.entityTag)
    }

    private func end(_ completion: Completion, of tag: EntityTag) {
        completions.updateForAll { $0[tag] = nil }
        completion.finish()
    }
}
