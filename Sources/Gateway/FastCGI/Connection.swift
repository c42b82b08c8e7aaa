internal import Glibc
public import SystemCalls

/// One connection from a front server, and the requests that come on it one after the other. Belongs to one
/// thread.
public final class Connection: Exchange {
    /// How long a peer may be silent within a request.
    static let requestTimeout: Duration = .seconds(60)
    /// How long a peer may be silent between requests: longer than nginx keeps a connection that it does not
    /// use.
    static let idleTimeout: Duration = .seconds(120)
    /// How long a front server that connected before a drain may take to begin its request.
    public static let firstRequestTimeout: Duration = .seconds(1)
    /// Bytes of an unwanted request body that are read to save the connection.
    private static let drainLimit = 4 * 1024 * 1024

    private var request: RequestHandle
    private let sendTimeout: Duration
    private let firstRequestTimeout: Duration
    private let drain: StopEvent
    private let stop: StopEvent
    private let buffers: SendBuffers
    private var inputEnded = true
    private var requestCount = 0

    /// What the front server says of the current request.
    public private(set) var metaVariables = MetaVariables()

    /// - Parameters:
    ///   - sendTimeout: How long the peer may take nothing of a response.
    ///   - firstRequestTimeout: How long a peer that has connected before a drain may take to begin its request.
    ///   - drain: Raised when no further request is to be taken, but for the first.
    ///   - stop: Raised when responses are to be broken off.
    ///   - buffers: Where responses get their memory from.
    public init(
        adopting descriptor: consuming FileDescriptor, sendTimeout: Duration,
        firstRequestTimeout: Duration = Connection.firstRequestTimeout, drain: StopEvent, stop: StopEvent,
        buffers: SendBuffers
    ) {
        let number = descriptor.release()
        // libfcgi reads the request and writes its end by blocking calls of its own.
        StreamSocket(number: number).setTimeouts(receive: Self.requestTimeout, send: sendTimeout)
        request = RequestHandle(adopting: number)
        self.sendTimeout = sendTimeout
        self.firstRequestTimeout = firstRequestTimeout
        self.drain = drain
        self.stop = stop
        self.buffers = buffers
    }

    /// Waits for the next request. Blocks, up to ``idleTimeout``.
    ///
    /// While draining, only a request that is there already is taken. The first request of a connection is waited
    /// for up to 1 s: a front server that has just connected is about to send it, and no other process can answer it.
    ///
    /// - Returns: false when there will be none.
    public func nextRequest() -> Bool {
        guard request.descriptor >= 0 else { return false }
        switch Poll.waitUntilReadable(request.descriptor, stop: drain.number, timeout: Self.idleTimeout) {
        case .ready: break
        case .stopped:
            let patience = requestCount == 0 ? firstRequestTimeout : .zero
            guard !Poll.readable([request.descriptor], timeout: patience).isEmpty else { return false }
        case .timedOut: return false
        }
        guard request.accept() else { return false }
        metaVariables = request.metaVariables()
        inputEnded = false
        requestCount += 1
        return true
    }

    /// Not for the first request: as far as its sender can know, it came before the drain.
    public var isDraining: Bool { drain.isRaised && requestCount > 1 }

    public func readBody(limit: Int) -> [UInt8]? {
        var body: [UInt8] = []
        let portion = 16 * 1024
        while body.count <= limit {
            let count = request.readInput(portion, appendingTo: &body)
            if request.inputFailed { return nil }
            if count < portion {
                inputEnded = true
                break
            }
        }
        return body
    }

    public func response() -> RecordWriter {
        RecordWriter(
            StreamSocket(number: request.descriptor), requestId: request.requestId, timeout: sendTimeout,
            stop: stop, buffers: buffers)
    }

    /// A front server closes the connection when its client leaves.
    public var isAbandoned: Bool { Poll.hasHungUp(request.descriptor) }

    public func finish(_ response: RecordWriter) {
        // libfcgi waits in its calls.
        if response.isNonblocking { response.socket.setNonblocking(false) }
        if !inputEnded, !request.inputFailed { _ = readBody(limit: Self.drainLimit) }
        request.finish(mayKeep: inputEnded)
    }

    /// An invalid record, and no END_REQUEST.
    public func abort(_ response: RecordWriter) {
        response.sendInvalidRecord()
        request.drop()
    }

    public func drop(_ response: RecordWriter) {
        try? response.flush()
        request.drop()
    }
}
