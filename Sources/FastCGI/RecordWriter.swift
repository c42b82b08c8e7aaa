public import ByteIO
internal import SystemCalls

/// Frames a response as STDOUT records (FastCGI §5.3) and sends them, several at a time.
///
/// Sources read straight into the records' payloads. Records need no padding: §3.3 recommends it for
/// alignment that nobody here profits from.
public final class RecordWriter: ByteSink {
    /// §3.3: a length of 16 bits; a multiple of eight.
    private static let largestPayload = 65_528
    private static let headerSize = 8
    /// Two whole records. More made no difference that could be measured, and every slow client holds one.
    private static let capacity = 2 * (headerSize + largestPayload)
    /// A read for fewer bytes than this costs more than what an unfilled record wastes.
    private static let smallestRead = 16 * 1024

    private let socket: StreamSocket
    private let requestId: UInt16
    private let timeout: Duration
    private let stop: StopEvent

    private var buffer: [UInt8] = []
    /// Where the header of the record begins that is being filled.
    private var recordStart: Int?
    /// How much of the buffer is sent already, after a send that failed in the middle.
    private var sent = 0
    /// Payload bytes of all records that are complete, of the head and the body; all of them sent after a
    /// flush.
    public private(set) var payloadSent: UInt64 = 0
    /// When the first byte was on its way.
    public private(set) var firstSent: ContinuousClock.Instant?
    /// Why it can send no more, if so.
    public private(set) var failure: SinkError?

    /// - Parameters:
    ///   - timeout: How long the peer may take nothing.
    ///   - stop: Ends sending at once when it is raised.
    init(_ socket: StreamSocket, requestId: UInt16, timeout: Duration, stop: StopEvent) {
        self.socket = socket
        self.requestId = requestId
        self.timeout = timeout
        self.stop = stop
    }

    public func write(_ bytes: Span<UInt8>) throws(SinkError) {
        var rest = bytes
        while !rest.isEmpty {
            let part = rest.extracting(first: min(rest.count, try room(for: 1)))
            buffer.append(copying: part)
            rest = rest.extracting(droppingFirst: part.count)
        }
    }

    public func transfer(_ count: UInt64, from source: any ByteSource) throws(TransferError) {
        var left = count
        while left > 0 {
            let wanted = Int(min(left, UInt64(Self.smallestRead)))
            let limit: Int
            do { limit = Int(min(left, UInt64(try room(for: wanted)))) } catch { throw .sink(error) }
            let before = buffer.count
            do {
                try buffer.append(addingCapacity: limit) { (free) throws(SourceError) in
                    try source.read(into: &free)
                }
            } catch { throw .source(error) }
            left -= UInt64(buffer.count - before)
        }
    }

    /// Sends what is still held back. Blocks.
    public func flush() throws(SinkError) {
        closeRecord()
        do {
            if firstSent == nil, !buffer.isEmpty { firstSent = .now }
            try socket.send(buffer.span, progress: &sent, timeout: timeout, stop: stop)
        } catch {
            let reason = SinkError(error)
            failure = reason
            throw reason
        }
        buffer.removeAll(keepingCapacity: true)
        sent = 0
    }

    /// Breaks the response off so that the front server cannot take it for complete: what was written, and
    /// then a record of a version that does not exist.
    ///
    /// Blocks like any other write, but no longer than a moment once sending has failed or is to stop.
    func sendInvalidRecord() {
        if failure == nil { try? flush() }
        if failure == .disconnected { return }
        closeRecord()
        buffer += [9, 0, 0, 0, 0, 0, 0, 0]
        let deadline = ContinuousClock.now + .seconds(1)
        while sent < buffer.count {
            guard let count = try? socket.sendNow(buffer.span.extracting(droppingFirst: sent)) else { return }
            sent += count
            if count == 0, !socket.isWritable(within: max(.zero, deadline - .now)) { return }
        }
    }

    /// Free bytes in the record under way, at least `wanted`; sends and begins records as needed.
    private func room(for wanted: Int) throws(SinkError) -> Int {
        if let recordStart {
            let payload = buffer.count - recordStart - Self.headerSize
            let room = min(Self.largestPayload - payload, Self.capacity - buffer.count)
            if room >= wanted { return room }
            closeRecord()
        }
        if Self.capacity - buffer.count < Self.headerSize + wanted { try flush() }
        beginRecord()
        return min(Self.largestPayload, Self.capacity - buffer.count)
    }

    private func beginRecord() {
        if buffer.capacity < Self.capacity { buffer.reserveCapacity(Self.capacity) }
        recordStart = buffer.count
        buffer += [1, 6, UInt8(requestId >> 8), UInt8(requestId & 0xFF), 0, 0, 0, 0]
    }

    /// Fills in the length of the record under way, or takes it back if it holds nothing: an empty one means
    /// the end.
    private func closeRecord() {
        guard let start = recordStart.take() else { return }
        let payload = buffer.count - start - Self.headerSize
        if payload == 0 {
            buffer.removeLast(Self.headerSize)
        } else {
            buffer[start + 4] = UInt8(payload >> 8)
            buffer[start + 5] = UInt8(payload & 0xFF)
            payloadSent += UInt64(payload)
        }
    }
}

extension SinkError {
    init(_ failure: StreamSocket.Failure) {
        self =
            switch failure {
            case .disconnected: .disconnected
            case .timedOut: .timedOut
            case .stopped: .stopped
            case .failed(let errno): .failed(errno: errno)
            }
    }
}
