internal import Synchronization
internal import SystemCalls

/// A block on its way through the pool.
final class BlockJob: Sendable {
    private let input: Mutex<RawBlock?>
    private let output = Monitor<EncodedBlock?>(nil)

    init(_ block: consuming sending RawBlock) { input = Mutex(block) }

    /// Compresses the block and wakes who waits for it. Gives back the input's memory if nobody needs it any
    /// more.
    func run(with compressor: BlockCompressor) -> [UInt8]? {
        guard let block = input.withLock({ $0.take() }) else { return nil }
        let result = compressor.encode(block)
        output.update { $0 = result }
        return result.isStored ? nil : block.window
    }

    /// What became of the block. Blocks until it is there; to be called once.
    func result() -> EncodedBlock { output.wait { $0.take() } }
}
