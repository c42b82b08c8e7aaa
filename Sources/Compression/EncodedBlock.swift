/// What became of a block of input.
public struct EncodedBlock: Sendable {
    /// Holds ``bytes`` from ``start`` on.
    var buffer: [UInt8]
    var start = 0
    /// Whether the bytes are those of the input, because deflate would not make them fewer.
    public let isStored: Bool
    /// How many bytes of input there were, and their checksum.
    public let inputCount: Int
    public let checksum: CRC32

    /// Deflate data on byte boundaries, or the input.
    public var bytes: Span<UInt8> {
        @_lifetime(borrow self) get { buffer.span.extracting(droppingFirst: start) }
    }
}
