internal import ByteIO
internal import Plan

/// Has small files read before the stream gets to them, by threads of a ``ReaderPool``, while the disk is slow. Belongs
/// to one thread.
///
/// A disk that must seek serves eight reads at once in hardly more time than one. Files that the system has in memory
/// are read by the stream itself: handing them from thread to thread costs as much as it saves (measured). For a slow
/// client nothing is read ahead, since the content would only take memory.
final class ReadAhead {
    /// Larger files are read by the stream itself, straight to where they go.
    private static let largestFile: UInt64 = 64 * 1024
    /// Files and bytes of one batch.
    private static let batchCount = 16
    private static let batchSize: UInt64 = 64 * 1024
    /// Batches on their way.
    private static let depth = 8
    /// To open and to read a small file takes a third of this from memory, and twice as much from a fast disk.
    private static let slowDisk: Duration = .microseconds(25)
    /// A stream that takes so long for a batch waits for its client.
    private static let slowClient: Duration = .milliseconds(200)

    private let files: PlannedFiles
    private let pool: ReaderPool
    private var isDiskSlow = false
    private var batches: [ReadBatch] = []
    /// What was read of the first batch, the entry to be asked for next at the end.
    private var current: [(index: Int, content: ReadBatch.Content)] = []
    /// The first entry that is in no batch yet.
    private var frontier = 0
    /// What the time is, by which a client is slow.
    private let now: () -> ContinuousClock.Instant
    private var lastBatch: ContinuousClock.Instant

    init(
        _ files: PlannedFiles, through pool: ReaderPool,
        now: @escaping () -> ContinuousClock.Instant = { .now }
    ) {
        self.files = files
        self.pool = pool
        self.now = now
        lastBatch = now()
    }

    /// Takes account of how long the stream itself took to read from a small file.
    func noteReading(_ duration: Duration) {
        if duration >= Self.slowDisk { isDiskSlow = true }
    }

    /// The content of a small file; nil if it was not read ahead. Blocks. Entries come in ascending order.
    func content(of index: Int, in plan: Plan) throws(SourceError) -> [UInt8]? {
        guard isDiskSlow || !batches.isEmpty || !current.isEmpty, Self.isSmall(plan.entries[index]) else {
            return nil
        }
        while let next = current.last, next.index < index { current.removeLast() }
        if current.isEmpty { advance(to: index, in: plan) }
        guard let next = current.last, next.index == index else { return nil }
        current.removeLast()
        return try next.content.get()
    }

    /// Takes the batch that holds entry `index`, and sends for those behind it.
    private func advance(to index: Int, in plan: Plan) {
        let now = now()
        if now - lastBatch >= Self.slowClient { isDiskSlow = false }
        lastBatch = now
        batches.removeAll { $0.indices.last ?? 0 < index }
        frontier = max(frontier, index)
        while isDiskSlow, batches.count < Self.depth, let batch = nextBatch(in: plan) {
            batches.append(batch)
            pool.read(batch)
        }
        guard let first = batches.first, first.indices.first ?? 0 <= index else { return }
        batches.removeFirst()
        let (contents, duration) = first.result()
        isDiskSlow = duration >= Self.slowDisk * first.indices.count
        current = zip(first.indices, contents).reversed()
        while let next = current.last, next.index < index { current.removeLast() }
    }

    /// The next small files from the frontier on; nil if there are none within sight.
    private func nextBatch(in plan: Plan) -> ReadBatch? {
        var indices: [Int] = []
        var size: UInt64 = 0
        let end = min(plan.entries.count, frontier + 4 * Self.batchCount)
        while frontier < end, indices.count < Self.batchCount, size < Self.batchSize {
            let entry = plan.entries[frontier]
            if Self.isSmall(entry) {
                indices.append(frontier)
                size += entry.size
            }
            frontier += 1
        }
        return indices.isEmpty ? nil : ReadBatch(indices, of: files, in: plan)
    }

    static func isSmall(_ entry: Entry) -> Bool {
        entry.kind == .file && !entry.isInline && 1...largestFile ~= entry.size
    }
}
