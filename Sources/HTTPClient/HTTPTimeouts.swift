/// How long a request waits for its server.
public struct HTTPTimeouts: Sendable {
    /// For a connection: names resolved, connected, TLS agreed upon.
    public var connect: Duration
    /// From the connection to the head of the response, and then for each next byte of the body. Time counts while
    /// the client waits, not while its caller does something else.
    public var silence: Duration

    public init(connect: Duration = .seconds(10), silence: Duration = .seconds(60)) {
        self.connect = connect
        self.silence = silence
    }
}
