public import ByteIO

/// The blocks of one stream that are in the pool, and what is to be done with each, in order.
///
/// It runs ahead of the client by a few blocks (``BlockWindow``), so that the pool's threads work while the
/// stream reads and sends. Belongs to one thread, which is also where all steps run.
public final class BlockPipeline {
    public typealias Step = () throws(SinkError) -> Void
    public typealias Delivery = (EncodedBlock) throws(SinkError) -> Void

    private enum Pending {
        case block(BlockJob, count: Int, Delivery)
        case step(Step)
    }

    /// Steps that wait for a block before them. Each is small, but a million empty files are a million steps.
    private static let largestCount = 1024

    /// Small files are gathered until they are so many bytes, or so many files: waking a thread costs as much
    /// as compressing a few of them.
    private static let jobSize = 64 * 1024
    private static let jobCount = 32

    private let pool: CompressionPool
    private let lane: Int
    let effort: Effort
    private let isBackground: () -> Bool
    private var window = BlockWindow()
    private var pending: [Pending] = []
    /// How many of ``pending`` are done.
    private var doneCount = 0
    /// The last job, if it is not submitted yet.
    private var gathering: BlockJob?
    private var gatheredBytes = 0
    private var gatheredCount = 0
    /// Bytes of input in the pool.
    private var pendingBytes = 0

    /// - Parameters:
    ///   - effort: Not `store`.
    ///   - isBackground: Asked for each job whether it can wait for those of all other streams.
    public init(
        through pool: CompressionPool, effort: Effort, isBackground: @escaping () -> Bool = { false }
    ) {
        self.pool = pool
        self.isBackground = isBackground
        self.effort = effort
        lane = pool.openLane()
    }

    deinit { pool.closeLane(lane) }

    /// Memory for a block, which ``encode(_:then:)`` takes back, and the leave to fill it. Blocks while many
    /// others fill theirs.
    func buffer() -> (bytes: [UInt8], admission: BlockAdmission?) {
        let admission = pool.gate.admit()
        return (pool.buffers.lend(), admission)
    }

    /// Has a block compressed and then, when its turn comes, delivered. Blocks while the window is full.
    func encode(
        _ block: consuming sending RawBlock, then deliver: @escaping Delivery
    ) throws(SinkError) {
        let count = block.count
        let job = gathering ?? BlockJob()
        job.add(block)
        gathering = job
        gatheredBytes += count
        gatheredCount += 1
        pendingBytes += count
        pending.append(.block(job, count: count, deliver))
        if gatheredBytes >= Self.jobSize || gatheredCount >= Self.jobCount {
            takeGathered().map { pool.submit($0, lane: lane, isBackground: isBackground()) }
        }
        let limit = min(window.limit, pool.largestWindow)
        try advance { pendingBytes > limit * BlockCompressor.blockSize }
    }

    private func takeGathered() -> BlockJob? {
        gatheredBytes = 0
        gatheredCount = 0
        return gathering.take()
    }

    /// Has a whole file of at most ``BlockCompressor/blockSize`` bytes compressed as a deflate stream of its
    /// own, and then, when its turn comes, delivered. Blocks while the window is full.
    public func encode(
        whole bytes: [UInt8], then deliver: @escaping Delivery
    ) throws(SinkError) {
        try encode(RawBlock(window: bytes, isLast: true, effort: effort), then: deliver)
    }

    /// Takes a step when everything before it is delivered: at once if there is nothing. Blocks as delivery
    /// does.
    public func then(_ step: @escaping Step) throws(SinkError) {
        if doneCount == pending.count { return try step() }
        pending.append(.step(step))
        try advance { pending.count - doneCount > Self.largestCount }
    }

    /// Blocks until everything is delivered.
    public func drain() throws(SinkError) { try advance { true } }

    /// Forgets what is still pending, so that nothing it holds is kept. To be called in the end, however that
    /// came.
    public func close() {
        pending.removeAll()
        doneCount = 0
        gathering = nil
    }

    private func advance(while isNeeded: () -> Bool) throws(SinkError) {
        while doneCount < pending.count {
            if case .block = pending[doneCount], !isNeeded() { break }
            let next = pending[doneCount]
            doneCount += 1
            switch next {
            case .step(let step): try step()
            case .block(let job, let count, let deliver):
                pendingBytes -= count
                try self.deliver(job, deliver)
            }
            if doneCount == pending.count || doneCount > Self.largestCount {
                pending.removeFirst(doneCount)
                doneCount = 0
            }
        }
    }

    private func deliver(_ job: BlockJob, _ deliver: Delivery) throws(SinkError) {
        let start = ContinuousClock.now
        if job === gathering, let job = takeGathered() {
            if isBackground() {
                pool.submit(job, lane: lane, isBackground: true)
            } else {
                pool.runSoon(job, lane: lane)
            }
        }
        let block = job.next()
        let ready = ContinuousClock.now
        try deliver(block)
        if block.isStored { pool.buffers.takeBack(block.takeWindow()) }
        window.adapt(waiting: ready - start, sending: .now - ready, largest: pool.largestWindow)
    }
}
