internal import ByteIO

/// Keeps back at least the last 1 KiB that is written to it.
///
/// While the writer waits for a checksum, one kept byte is sent every 2 s (``SkippedChecksums``), because a front
/// server drops a responder that stays silent.
final class PatientSink: ByteSink {
    private static let reserve = 1024

    private let sink: any ByteSink
    private var held: [UInt8] = []

    init(_ sink: any ByteSink) { self.sink = sink }

    func write(_ bytes: Span<UInt8>) throws(SinkError) {
        if bytes.count >= Self.reserve {
            try release(held.count)
            if bytes.count > Self.reserve { try sink.write(bytes.extracting(droppingLast: Self.reserve)) }
            held.append(copying: bytes.extracting(last: Self.reserve))
        } else {
            held.append(copying: bytes)
            // Not at once: taking bytes from the front moves the others.
            if held.count >= 2 * Self.reserve { try release(held.count - Self.reserve) }
        }
    }

    func transfer(_ count: UInt64, from source: any ByteSource) throws(TransferError) {
        let last = min(count, UInt64(Self.reserve))
        if count > last {
            do { try release(held.count) } catch { throw .sink(error) }
            try sink.transfer(count - last, from: source)
        }
        var bytes: [UInt8] = []
        do { try source.read(Int(last), appendingTo: &bytes) } catch { throw .source(error) }
        do { try write(bytes.span) } catch { throw .sink(error) }
    }

    func flush() throws(SinkError) {
        try release(held.count)
        try sink.flush()
    }

    /// Gives one of the bytes that are held back; nothing once they are used up.
    func giveOne() throws(SinkError) {
        try release(min(1, held.count))
        try sink.flush()
    }

    private func release(_ count: Int) throws(SinkError) {
        guard count > 0 else { return }
        try sink.write(Array(held[..<count]))
        held.removeFirst(count)
    }
}
