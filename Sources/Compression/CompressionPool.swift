internal import Synchronization
public import Threads

/// The threads that compress, for all archives that are being made.
///
/// A thousand streams share a few compressors. When the pool goes, its threads end.
public final class CompressionPool: Sendable {
    /// Blocks that all streams together may be filling or have in the pool.
    private static let sharedBlocks = 64

    let buffers: BlockBuffers
    private let spareCompressors: SpareCompressors
    let gate = BlockAdmission.Gate(count: sharedBlocks)
    private let threadCount: Int
    private let work: WorkQueue
    private let lanes = Atomic(0)
    private let lastLane = Atomic(0)

    /// - Parameter threads: At least one.
    public init(threads: Int) throws(ThreadError) {
        threadCount = threads
        buffers = BlockBuffers(limit: 4 * threads + 4)
        spareCompressors = SpareCompressors(limit: threads)
        work = WorkQueue()
        let (work, buffers) = (work, buffers)
        for _ in 0..<threads {
            try Thread.start {
                let compressor = BlockCompressor()
                while let job = work.next() { job.run(with: compressor, returningTo: buffers) }
            }
        }
    }

    deinit { work.close() }

    /// How many blocks one stream may have in the pool: enough to keep all threads busy, unless many streams
    /// want that.
    var largestWindow: Int {
        min(2 * threadCount, Self.sharedBlocks / max(1, lanes.load(ordering: .relaxed)))
    }

    /// Begins a stream, which gets its fair share of the threads.
    func openLane() -> Int {
        lanes.add(1, ordering: .relaxed)
        return lastLane.add(1, ordering: .relaxed).newValue
    }

    /// Ends a stream; what it has waiting is not done any more.
    func closeLane(_ lane: Int) {
        lanes.subtract(1, ordering: .relaxed)
        work.discard(lane: lane)
    }

    func submit(_ job: BlockJob, lane: Int, isBackground: Bool) {
        work.append(job, lane: lane, isBackground: isBackground)
    }

    /// Does a small job on this thread, or if too many streams want that, leaves it to the pool's.
    func runSoon(_ job: BlockJob, lane: Int) {
        let isDone = spareCompressors.use { job.run(with: $0, returningTo: buffers) }
        if !isDone { submit(job, lane: lane, isBackground: false) }
    }
}
