internal import Synchronization
internal import Threads

/// Blocks on their way through the pool: one large one, or several small files that are not worth waking a
/// thread each.
///
/// Filled by the stream, run by a thread of the pool, emptied by the stream.
final class BlockJob: Sendable {
    private let input = Mutex<[RawBlock]>([])
    /// The last block first; nil until all are done.
    private let output = Monitor<[EncodedBlock]?>(nil)

    /// Adds a block; not any more once the job is submitted.
    func add(_ block: consuming sending RawBlock) {
        let block = block
        input.withLock { $0.append(block) }
    }

    /// Compresses the blocks, and wakes the stream that waits for them. The memory of blocks that are not needed any
    /// more goes back to `buffers`.
    func run(with compressor: BlockCompressor, returningTo buffers: BlockBuffers) {
        var blocks = input.withLock { blocks in
            defer { blocks = [] }
            return blocks
        }
        var results: [EncodedBlock] = []
        while let block = blocks.popLast() {
            let result = compressor.encode(block)
            results.append(result)
            if !result.isStored { buffers.takeBack(block.window) }
        }
        output.update { $0 = results }
    }

    /// What became of the next block, in the order they were added. Blocks until all are done.
    func next() -> EncodedBlock {
        output.wait { results in
            guard let result = results?.popLast() else { return nil }
            return result
        }
    }
}
