internal import ByteIO

/// Passes on one stretch of the bytes that are written to it, and throws ``SinkError/enough`` after the last of them.
final class RangeSink: ByteSink {
    private let sink: any ByteSink
    private var leftToSkip: UInt64
    private var leftToPass: UInt64

    /// - Parameters:
    ///   - skip: Bytes to ignore first.
    ///   - count: Bytes to pass on then; after the last of them it throws ``SinkError/enough``.
    init(_ sink: any ByteSink, skipping skip: UInt64, passing count: UInt64 = .max) {
        self.sink = sink
        leftToSkip = skip
        leftToPass = count
    }

    func write(_ bytes: Span<UInt8>) throws(SinkError) {
        let skipped = Int(min(leftToSkip, UInt64(bytes.count)))
        leftToSkip -= UInt64(skipped)
        let rest = bytes.extracting(droppingFirst: skipped)
        let passed = Int(min(leftToPass, UInt64(rest.count)))
        if passed > 0 { try sink.write(rest.extracting(first: passed)) }
        try advance(by: UInt64(passed))
    }

    func transfer(_ count: UInt64, from source: any ByteSource) throws(TransferError) {
        let skipped = min(leftToSkip, count)
        if skipped > 0 { try NullSink().transfer(skipped, from: source) }
        leftToSkip -= skipped
        let passed = min(leftToPass, count - skipped)
        if passed > 0 { try sink.transfer(passed, from: source) }
        do { try advance(by: passed) } catch { throw .sink(error) }
    }

    func flush() throws(SinkError) { try sink.flush() }

    private func advance(by count: UInt64) throws(SinkError) {
        leftToPass -= count
        if leftToPass == 0 { throw .enough }
    }
}
