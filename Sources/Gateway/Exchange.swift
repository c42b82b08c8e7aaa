public import ByteIO

/// A request from a front server, and the way back for its response. Belongs to one thread.
public protocol Exchange: AnyObject {
    associatedtype Response: ResponseWriter

    /// What the front server says of the request.
    var metaVariables: MetaVariables { get }

    /// Whether no further archive is to be begun.
    var isDraining: Bool { get }

    /// Whether nobody waits for the response any more.
    var isAbandoned: Bool { get }

    /// Reads the request's body. Blocks.
    ///
    /// - Returns: the body, or more than `limit` bytes of it if it is longer; nil if it breaks off.
    func readBody(limit: Int) -> [UInt8]?

    /// A writer for the response, to be asked for once.
    func response() -> Response

    /// Ends a response that is complete. Everything written to it must have been flushed.
    func finish(_ response: Response)

    /// Ends a response that is not complete, so that nobody can think so, as far as the front server can tell.
    func abort(_ response: Response)

    /// Ends a response as if the process had died.
    func drop(_ response: Response)
}

/// Takes the head and the body of a response (RFC 3875 §6).
public protocol ResponseWriter: ByteSink {
    /// Bytes of head and body so far; all of them are on their way after a flush.
    var payloadSent: UInt64 { get }
    /// When the first byte was on its way.
    var firstSent: ContinuousClock.Instant? { get }
    /// The same for other threads; nil where a process answers one request and no other thread asks.
    var progress: SendProgress? { get }
}
