/// Where a ``BufferedSink`` puts its bytes.
public protocol ByteOutput: AnyObject {
    /// Takes all of `bytes`. Blocks.
    func write(_ bytes: Span<UInt8>) throws(SinkError)
}
