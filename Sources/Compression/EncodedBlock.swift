public import ByteIO

/// What became of a block of input: deflate data on byte boundaries, or the input itself.
///
/// It gives up its memory while it is written, since a slow client takes seconds for it and there may be
/// thousands of them. Belongs to one thread at a time.
public final class EncodedBlock {
    /// Bytes that are given up at a time.
    private static let pieceSize = 8 * 1024

    /// Whether it is the input, because deflate would not make that smaller.
    public let isStored: Bool
    /// How many bytes it is.
    public let count: Int
    /// How many bytes of input there were, and their checksum.
    public let inputCount: Int
    public let checksum: CRC32
    /// Deflate data, the last piece first.
    private var pieces: [[UInt8]] = []
    /// Holds the input behind its dictionary.
    private var window: [UInt8] = []

    /// - Parameter data: What the block is compressed to.
    init(_ data: [UInt8], of block: RawBlock, checksum: CRC32) {
        isStored = false
        count = data.count
        inputCount = block.count
        self.checksum = checksum
        for start in stride(from: 0, to: data.count, by: Self.pieceSize).reversed() {
            pieces.append(Array(data[start..<min(data.count, start + Self.pieceSize)]))
        }
    }

    /// A block that is not compressed.
    init(storing block: RawBlock, checksum: CRC32) {
        isStored = true
        count = block.count
        inputCount = block.count
        self.checksum = checksum
        window = block.window
    }

    /// Hands on all bytes. To be called once.
    public func write(to sink: any ByteSink) throws(SinkError) {
        while let piece = pieces.popLast() { try sink.write(piece) }
        if isStored { try withInput { (input) throws(SinkError) in try sink.write(input) } }
    }

    /// Lends the input of a block that is stored.
    func withInput(_ body: (Span<UInt8>) throws(SinkError) -> Void) throws(SinkError) {
        let window = window
        try body(window.span.extracting(last: count))
    }

    /// Gives away the memory of a block that is stored.
    func takeWindow() -> [UInt8] {
        var taken: [UInt8] = []
        swap(&taken, &window)
        return taken
    }
}
