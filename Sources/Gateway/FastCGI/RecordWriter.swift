public import ByteIO
internal import SystemCalls

/// Frames a response as STDOUT records (FastCGI §5.3) and sends them, several at a time.
///
/// Sources read straight into the records' payloads, large pieces go out from where they lie, and of a file
/// the kernel moves the bytes. Records need no padding: §3.3 recommends it for alignment that nobody here
/// profits from.
public final class RecordWriter: ResponseWriter {
    /// §3.3: a length of 16 bits; a multiple of eight.
    static let largestPayload = 65_528
    static let headerSize = 8
    /// Bytes below which a read, or a send of its own, costs more than what an unfilled record wastes.
    static let smallestPart = 16 * 1024
    /// What any buffer has room for.
    static let largestUnsplit = SendBuffers.smallCapacity - headerSize
    /// How long bytes may wait for others, so that a front server that hears of a slow source is not told nothing.
    private static let longestDelay: Duration = .seconds(1)
    /// The same for a read into the buffer that is lent.
    private var smallestRead: Int { capacity == SendBuffers.smallCapacity ? 1024 : Self.smallestPart }

    let socket: StreamSocket
    private let requestId: UInt16
    let timeout: Duration
    let stop: StopEvent
    private let buffers: SendBuffers
    /// What the time is, by which a client is slow.
    let now: () -> ContinuousClock.Instant

    var buffer: [UInt8] = []
    /// Bytes that the buffer may hold; 0 as long as it is not lent.
    private var capacity = 0
    private(set) var pace = SendPace()
    /// Where the header of the record begins that is being filled.
    private var recordStart: Int?
    /// How much of the buffer is sent already, after a send that failed in the middle.
    var sent = 0
    /// Whether the buffer ends with zeros in place of content.
    var isFilledUp = false
    /// Whether the socket is nonblocking, as sending files wants.
    var isNonblocking = false
    /// How many bytes at the end of content that is sent under a known checksum are copied.
    private(set) lazy var copiedCount = Self.copiedCount(to: socket)
    /// Payload bytes of all complete records, of head and body. After a flush all of them are sent.
    public private(set) var payloadSent: UInt64 = 0
    private var lastSent: ContinuousClock.Instant?
    /// When the first byte was on its way.
    public private(set) var firstSent: ContinuousClock.Instant?
    let notes = SendProgress()
    public var progress: SendProgress? { notes }
    /// Why it can send no more, if so.
    public internal(set) var failure: SinkError?

    /// - Parameters:
    ///   - timeout: How long the peer may take nothing.
    ///   - stop: Ends sending at once when it is raised.
    init(
        _ socket: StreamSocket, requestId: UInt16, timeout: Duration, stop: StopEvent, buffers: SendBuffers,
        now: @escaping () -> ContinuousClock.Instant = { .now }
    ) {
        self.socket = socket
        self.requestId = requestId
        self.timeout = timeout
        self.stop = stop
        self.buffers = buffers
        self.now = now
    }

    deinit { giveBack() }

    /// Up to ``largestUnsplit`` bytes go out in one send, so that a front server can have all of them at once.
    public func write(_ bytes: Span<UInt8>) throws(SinkError) {
        var rest = bytes
        while rest.count >= Self.smallestPart {
            let part = rest.extracting(first: min(rest.count, try roomForPart()))
            try send(part)
            rest = rest.extracting(droppingFirst: part.count)
        }
        while !rest.isEmpty {
            let wanted = min(rest.count, Self.largestUnsplit)
            let part = rest.extracting(first: min(rest.count, try room(for: wanted)))
            buffer.append(copying: part)
            rest = rest.extracting(droppingFirst: part.count)
        }
    }

    public func transfer(_ count: UInt64, from source: any ByteSource) throws(TransferError) {
        var left = count
        let movable = min(count, movableCount(of: source))
        if movable >= UInt64(Self.smallestPart), let file = source.fileDescriptor {
            left -= try transferFile(file, movable, source)
        }
        let begun = left > 0 ? now() : nil
        while left > 0 {
            let wanted = Int(min(left, UInt64(smallestRead)))
            let limit: Int
            do { limit = Int(min(left, UInt64(try room(for: wanted)))) } catch { throw .sink(error) }
            do { left -= UInt64(try source.read(atMost: limit, appendingTo: &buffer)) } catch {
                throw .source(error)
            }
            if let since = lastSent ?? begun, now() - since >= Self.longestDelay {
                do { try flush() } catch { throw .sink(error) }
            }
        }
    }

    public func flush() throws(SinkError) {
        closeRecord()
        try sendBuffer()
    }

    /// How many bytes that are not in the buffer the record under way can end with, at least ``smallestPart``.
    func roomForPart() throws(SinkError) -> Int {
        if let recordStart {
            let room = Self.largestPayload - (buffer.count - recordStart - Self.headerSize)
            if room >= Self.smallestPart { return room }
            closeRecord()
        }
        try beginRecord(wanted: 0)
        return Self.largestPayload
    }

    /// Ends the record under way with `part`, and sends all there is.
    private func send(_ part: Span<UInt8>) throws(SinkError) {
        closeRecord(extraPayload: part.count)
        try sendBuffer(and: part)
    }

    /// Ends the record under way with `count` bytes that are to be sent behind the buffer, and sends the buffer.
    func sendBuffer(announcing count: Int) throws(SinkError) {
        closeRecord(extraPayload: count)
        do { try sendBuffer() } catch {
            fill(count)
            throw error
        }
    }

    /// Reads and sends `count` bytes of payload that are announced already.
    func sendAnnounced(_ count: Int, from source: any ByteSource) throws(TransferError) {
        var left = count
        while left > 0 {
            if capacity == 0 { borrow() }
            do {
                left -= try source.read(atMost: min(left, capacity - buffer.count), appendingTo: &buffer)
            } catch {
                fill(left)
                throw .source(error)
            }
            do { try sendBuffer() } catch {
                fill(left)
                throw .sink(error)
            }
        }
    }

    private func sendBuffer(and part: Span<UInt8> = Span()) throws(SinkError) {
        let start = beginSend()
        do {
            if firstSent == nil, !buffer.isEmpty { firstSent = start }
            try socket.send(buffer.span, part, progress: &sent, timeout: timeout, stop: stop)
        } catch {
            // What is left of it must follow even now, or nothing after it has a meaning.
            buffer.append(copying: part)
            failure = SinkError(error)
            notes.end(in: now() - start)
            throw SinkError(error)
        }
        let count = sent
        buffer.removeAll(keepingCapacity: true)
        sent = 0
        let end = now()
        lastSent = end
        notePace(count, in: end - start)
    }

    /// - Returns: What the time is.
    func beginSend() -> ContinuousClock.Instant {
        let start = now()
        notes.begin(at: start)
        return start
    }

    /// Takes account of how long a send took, and changes the buffer, which is empty, for one that fits.
    func notePace(_ count: Int, in duration: Duration) {
        let wasSlow = pace.isSlow
        pace.note(count, in: duration)
        notes.end(sent: payloadSent, in: duration)
        if pace.isSlow, capacity == SendBuffers.largeCapacity { giveBack() }
        if !pace.isSlow, wasSlow, capacity == SendBuffers.smallCapacity { giveBack() }
    }

    private func giveBack() {
        guard capacity > 0 else { return }
        var lent: [UInt8] = []
        swap(&lent, &buffer)
        buffers.takeBack(lent, capacity: capacity)
        capacity = 0
    }

    private func borrow() { (buffer, capacity) = buffers.lend(large: !pace.isSlow) }

    /// Free bytes in the record under way, at least `wanted`; sends and begins records as needed.
    private func room(for wanted: Int) throws(SinkError) -> Int {
        if let recordStart {
            let payload = buffer.count - recordStart - Self.headerSize
            let room = min(Self.largestPayload - payload, capacity - buffer.count)
            if room >= wanted { return room }
            closeRecord()
        }
        try beginRecord(wanted: wanted)
        return min(Self.largestPayload, capacity - buffer.count)
    }

    private func beginRecord(wanted: Int) throws(SinkError) {
        if capacity - buffer.count < Self.headerSize + wanted { try flush() }
        if capacity == 0 { borrow() }
        recordStart = buffer.count
        buffer += [1, 6, UInt8(requestId >> 8), UInt8(requestId & 0xFF), 0, 0, 0, 0]
    }

    /// Fills in the length of the record under way, or takes it back if it is empty, which would mean the end.
    func closeRecord(extraPayload: Int = 0) {
        guard let start = recordStart.take() else { return }
        let payload = buffer.count - start - Self.headerSize + extraPayload
        if payload == 0 {
            buffer.removeLast(Self.headerSize)
        } else {
            buffer[start + 4] = UInt8(payload >> 8)
            buffer[start + 5] = UInt8(payload & 0xFF)
            payloadSent += UInt64(payload)
        }
    }
}
