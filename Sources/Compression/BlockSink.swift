public import ByteIO

/// A sink that frames what it is given as one deflate stream and hands that on.
public protocol BlockSink: ByteSink {
    /// Ends the stream, and takes a step when all of it is handed on.
    ///
    /// - Parameter step: Is told the checksum of all bytes that were given, and how many bytes were handed
    ///   on.
    func finish(_ step: @escaping (CRC32, UInt64) throws(SinkError) -> Void) throws(SinkError)
}
