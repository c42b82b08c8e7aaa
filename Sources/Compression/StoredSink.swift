public import ByteIO

/// Frames a known number of bytes as stored deflate blocks, without a buffer of its own.
public final class StoredSink: ByteSink {
    private let sink: any ByteSink
    /// Bytes of the whole stream that are still to come, those of the block under way included.
    private var remaining: UInt64
    private var remainingInBlock = 0

    /// - Parameters:
    ///   - total: Exactly how many bytes the stream has; its last block is marked by counting them.
    ///   - start: Where in it to begin: a multiple of ``StoredBlocks/blockSize``.
    public init(to sink: any ByteSink, total: UInt64, from start: UInt64 = 0) throws(SinkError) {
        precondition(start.isMultiple(of: UInt64(StoredBlocks.blockSize)), "a start within a block")
        self.sink = sink
        remaining = total - start
        if remaining == 0 { try beginBlock() }
    }

    public func write(_ bytes: Span<UInt8>) throws(SinkError) {
        var rest = bytes
        while !rest.isEmpty {
            let part = rest.extracting(first: try room(for: UInt64(rest.count)))
            try sink.write(part)
            advance(by: part.count)
            rest = rest.extracting(droppingFirst: part.count)
        }
    }

    public func transfer(_ count: UInt64, from source: any ByteSource) throws(TransferError) {
        var left = count
        while left > 0 {
            let part: Int
            do { part = try room(for: left) } catch { throw .sink(error) }
            try sink.transfer(UInt64(part), from: source)
            advance(by: part)
            left -= UInt64(part)
        }
    }

    /// How many of the next `count` bytes go into the block under way; begins one if there is none.
    private func room(for count: UInt64) throws(SinkError) -> Int {
        precondition(count <= remaining, "more bytes than announced")
        if remainingInBlock == 0 { try beginBlock() }
        return Int(min(count, UInt64(remainingInBlock)))
    }

    private func advance(by count: Int) {
        remaining -= UInt64(count)
        remainingInBlock -= count
    }

    private func beginBlock() throws(SinkError) {
        remainingInBlock = Int(min(remaining, UInt64(StoredBlocks.blockSize)))
        let isLast = remaining == UInt64(remainingInBlock)
        var header: [UInt8] = []
        header.append(addingCapacity: StoredBlocks.headerSize) {
            StoredBlocks.appendHeader(count: remainingInBlock, isLast: isLast, to: &$0)
        }
        try sink.write(header)
    }
}
