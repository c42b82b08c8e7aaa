public import ByteIO
private import Glibc
public import SystemCalls

/// The one request that a plain CGI program is started for (RFC 3875): the meta-variables are its
/// environment, the body is on standard input, the response goes to standard output.
public final class CGIExchange: Exchange {
    public let metaVariables: MetaVariables
    private let input = FileDescriptor(adopting: STDIN_FILENO)
    private let output: CGIOutput
    private let stop: StopEvent
    /// Whether the response was broken off.
    public private(set) var isBrokenOff = false

    /// Takes over standard input and output. To be made once.
    ///
    /// - Parameters:
    ///   - sendTimeout: How long the front server may take nothing of the response.
    ///   - stop: Raised when nobody waits for the response any more.
    public init(_ variables: MetaVariables, sendTimeout: Duration, stop: StopEvent) {
        metaVariables = variables
        self.stop = stop
        output = CGIOutput(FileDescriptor(adopting: STDOUT_FILENO), timeout: sendTimeout, stop: stop)
    }

    public var isDraining: Bool { false }

    public var isAbandoned: Bool { stop.isRaised || output.isClosed }

    /// Reads what CONTENT_LENGTH announces and no more (§4.2): there may be no end behind it. A body whose
    /// length the front server does not know ends with its input.
    public func readBody(limit: Int) -> [UInt8]? {
        let announced = metaVariables.text("CONTENT_LENGTH").flatMap { Int($0) }
        if announced == nil, metaVariables["HTTP_TRANSFER_ENCODING"] == nil { return [] }
        let wanted = min(announced ?? .max, limit + 1)
        var body: [UInt8] = []
        guard wanted > 0 else { return body }
        do { try input.read(wanted, appendingTo: &body) } catch { return nil }
        return announced == nil || body.count == wanted ? body : nil
    }

    public func response() -> BufferedSink { BufferedSink(output, capacity: CGIOutput.preferredSize) }

    public func finish(_ response: BufferedSink) {}

    /// The end of its output is all that a CGI program can say: only a length that was promised, and the
    /// archive itself, tell that something is missing.
    public func abort(_ response: BufferedSink) {
        // What is complete may go out; it is not much.
        try? response.flush()
        isBrokenOff = true
    }

    public func drop(_ response: BufferedSink) { abort(response) }
}

extension BufferedSink: ResponseWriter {
    public var payloadSent: UInt64 { bytesPassedOn }
    public var firstSent: ContinuousClock.Instant? { firstPassedOn }
    public var progress: SendProgress? { nil }
}
