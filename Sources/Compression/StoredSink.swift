public import ByteIO

/// Frames a known number of bytes as stored deflate blocks, without a buffer of its own.
public final class StoredSink: BlockSink {
    private let sink: any ByteSink
    /// Bytes of the whole stream that are still to come, those of the block under way included.
    private var remaining: UInt64
    private var remainingInBlock = 0
    private var checksum = CRC32()
    private var encodedCount: UInt64 = 0

    /// - Parameter total: Exactly how many bytes will be given; the last block is marked by counting them.
    public init(to sink: any ByteSink, total: UInt64) throws(SinkError) {
        self.sink = sink
        remaining = total
        if total == 0 { try beginBlock() }
    }

    public func write(_ bytes: Span<UInt8>) throws(SinkError) {
        var rest = bytes
        while !rest.isEmpty {
            let part = rest.extracting(first: try room(for: UInt64(rest.count)))
            try sink.write(part)
            checksum.update(part)
            advance(by: part.count)
            rest = rest.extracting(droppingFirst: part.count)
        }
    }

    public func transfer(_ count: UInt64, from source: any ByteSource) throws(TransferError) {
        if let known = source.relyOnChecksum() {
            try transferParts(count, from: source)
            checksum.append(CRC32(known), count: count)
        } else {
            let checked = ChecksummingSource(source)
            try transferParts(count, from: checked)
            checksum.append(checked.checksum, count: count)
            source.learn(checksum: checked.checksum.value)
        }
    }

    private func transferParts(_ count: UInt64, from source: any ByteSource) throws(TransferError) {
        var left = count
        while left > 0 {
            let part: Int
            do { part = try room(for: left) } catch { throw .sink(error) }
            try sink.transfer(UInt64(part), from: source)
            advance(by: part)
            left -= UInt64(part)
        }
    }

    public func finish(_ step: @escaping (CRC32, UInt64) throws(SinkError) -> Void) throws(SinkError) {
        precondition(remaining == 0, "fewer bytes than announced")
        try step(checksum, encodedCount)
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
        encodedCount += UInt64(count)
    }

    private func beginBlock() throws(SinkError) {
        remainingInBlock = Int(min(remaining, UInt64(StoredBlocks.blockSize)))
        let isLast = remaining == UInt64(remainingInBlock)
        var header: [UInt8] = []
        header.append(addingCapacity: StoredBlocks.headerSize) {
            StoredBlocks.appendHeader(count: remainingInBlock, isLast: isLast, to: &$0)
        }
        try sink.write(header)
        encodedCount += UInt64(header.count)
    }
}
