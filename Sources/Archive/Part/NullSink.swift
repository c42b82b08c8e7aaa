public import ByteIO

/// Takes everything and keeps nothing: for what only passes to be summed or counted.
public final class NullSink: ByteSink {
    public init() {}

    public func write(_ bytes: Span<UInt8>) throws(SinkError) {}

    public func transfer(_ count: UInt64, from source: any ByteSource) throws(TransferError) {
        do { try source.discard(count) } catch { throw .source(error) }
    }
}
