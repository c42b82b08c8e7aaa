/// Where archive bytes go. A call returns only when every byte has been taken.
///
/// That return *is* the backpressure: a producer cannot run ahead of its client, and no queue is needed. A
/// sink is one object for the whole stream, used by one thread; after it has thrown it must not be written to
/// again.
public protocol ByteSink: AnyObject {
    /// Copies `bytes` out. Blocks while the peer takes nothing.
    func write(_ bytes: Span<UInt8>) throws(SinkError)

    /// Lets `source` put its next `count` bytes straight into this sink's own buffer. Blocks on both ends.
    ///
    /// - Throws: `.source` when the source fails or ends before `count` bytes; the sink is then still good.
    func transfer(_ count: UInt64, from source: any ByteSource) throws(TransferError)

    /// Sends on what is held back. Blocks while the peer takes nothing.
    func flush() throws(SinkError)
}

extension ByteSink {
    /// For a sink that holds nothing back.
    public func flush() throws(SinkError) {}

    /// Copies all of an array out.
    public func write(_ bytes: [UInt8]) throws(SinkError) { try write(bytes.span) }
}
