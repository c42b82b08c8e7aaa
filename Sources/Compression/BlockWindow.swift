internal import ByteIO

/// The block that is being filled, behind the tail of the block before it, which serves as its dictionary.
struct BlockWindow: ~Copyable {
    private var bytes: [UInt8] = []
    private var dictionarySize = 0
    private var output: [UInt8] = []

    /// - Parameter total: Bytes of the whole stream; a short one needs no whole block.
    init(total: UInt64) {
        bytes.reserveCapacity(
            Int(min(total, UInt64(BlockCompressor.dictionarySize + BlockCompressor.blockSize))))
    }

    /// Bytes until the block is full.
    var room: Int { dictionarySize + BlockCompressor.blockSize - bytes.count }

    mutating func append(copying part: Span<UInt8>) { bytes.append(copying: part) }

    /// Reads at most `limit` bytes and tells how many.
    mutating func append(atMost limit: Int, from source: any ByteSource) throws(SourceError) -> Int {
        let before = bytes.count
        try bytes.append(addingCapacity: limit) { (free) throws(SourceError) in try source.read(into: &free) }
        return bytes.count - before
    }

    /// Sends the block compressed and begins the next one.
    ///
    /// - Returns: how many bytes were sent.
    mutating func flush(
        to sink: any ByteSink, with compressor: BlockCompressor, isLast: Bool, updating checksum: inout CRC32
    ) throws(SinkError) -> Int {
        compressor.encode(
            bytes, behind: dictionarySize, isLast: isLast, updating: &checksum, into: &output)
        try sink.write(output)
        dictionarySize = min(bytes.count, BlockCompressor.dictionarySize)
        bytes.removeFirst(bytes.count - dictionarySize)
        return output.count
    }
}
