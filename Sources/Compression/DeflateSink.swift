public import ByteIO

/// Compresses a known number of bytes block by block into one deflate stream.
public final class DeflateSink: BlockSink {
    private let sink: any ByteSink
    private let compressor: BlockCompressor
    private var window: BlockWindow
    /// Bytes that are still to come.
    private var remaining: UInt64
    public private(set) var checksum = CRC32()
    public private(set) var encodedCount: UInt64 = 0

    /// - Parameter total: Exactly how many bytes will be given; the last block is marked by counting them.
    public init(to sink: any ByteSink, total: UInt64, compressor: BlockCompressor) throws(SinkError) {
        self.sink = sink
        self.compressor = compressor
        remaining = total
        window = BlockWindow(total: total)
        if total == 0 { try flushBlock() }
    }

    public func write(_ bytes: Span<UInt8>) throws(SinkError) {
        var rest = bytes
        while !rest.isEmpty {
            let part = rest.extracting(first: min(rest.count, window.room))
            window.append(copying: part)
            try advance(by: part.count)
            rest = rest.extracting(droppingFirst: part.count)
        }
    }

    public func transfer(_ count: UInt64, from source: any ByteSource) throws(TransferError) {
        var left = count
        while left > 0 {
            let taken: Int
            do {
                taken = try window.append(atMost: Int(min(left, UInt64(window.room))), from: source)
            } catch { throw .source(error) }
            do { try advance(by: taken) } catch { throw .sink(error) }
            left -= UInt64(taken)
        }
    }

    private func advance(by count: Int) throws(SinkError) {
        precondition(UInt64(count) <= remaining, "more bytes than announced")
        remaining -= UInt64(count)
        if window.room == 0 || remaining == 0 { try flushBlock() }
    }

    private func flushBlock() throws(SinkError) {
        let sent = try window.flush(
            to: sink, with: compressor, isLast: remaining == 0, updating: &checksum)
        encodedCount += UInt64(sent)
    }
}
