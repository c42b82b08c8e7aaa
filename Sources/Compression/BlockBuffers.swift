internal import Synchronization

/// Memory for blocks, lent to who fills one and taken back when it is compressed.
///
/// Without it every block would be mapped, zeroed by the kernel and unmapped again.
final class BlockBuffers: Sendable {
    /// A block and its dictionary.
    static let capacity = BlockCompressor.dictionarySize + BlockCompressor.blockSize

    private let limit: Int
    private let free = Mutex<[[UInt8]]>([])

    /// - Parameter limit: How many are kept that nobody uses.
    init(limit: Int) { self.limit = limit }

    /// An empty array with room for a block and its dictionary.
    func lend() -> [UInt8] {
        if let buffer = free.withLock({ $0.popLast() }) { return buffer }
        var buffer: [UInt8] = []
        buffer.reserveCapacity(Self.capacity)
        return buffer
    }

    /// Takes memory back. What is of another size, or too much, is freed.
    func takeBack(_ buffer: consuming [UInt8]) {
        guard buffer.capacity >= Self.capacity else { return }
        buffer.removeAll(keepingCapacity: true)
        let buffer = buffer
        free.withLock { if $0.count < limit { $0.append(buffer) } }
    }
}
