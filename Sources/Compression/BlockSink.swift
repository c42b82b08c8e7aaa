public import ByteIO

/// A sink that frames what it is given as one deflate stream and hands that on.
public protocol BlockSink: ByteSink {
    /// The checksum of all bytes given so far, before compression.
    var checksum: CRC32 { get }
    /// Bytes handed on so far.
    var encodedCount: UInt64 { get }
}
