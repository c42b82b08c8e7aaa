/// Why a request has no response, or not all of it. The words are for the log.
public enum HTTPClientError: Error, Equatable {
    /// There was no connection to the server, or it ended before the head of the response: refused, no such host, no
    /// socket, closed.
    case unreachable(String)
    /// The server is none to be connected to: its certificate cannot be verified, or its address is refused. To try again
    /// would be of no use.
    case untrusted(String)
    /// No connection, no head or no next byte within the time of ``HTTPTimeouts``.
    case timedOut
    /// The request cannot be sent as it is, or the response is no HTTP, or its head is larger than 32 KiB.
    case malformed(String)
    /// The connection ended behind the head, before the end of the body.
    case brokenOff(String)
    /// The caller wants no response any more.
    case abandoned
}
