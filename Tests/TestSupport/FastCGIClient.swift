/// Speaks FastCGI to a responder, as a front server does (FastCGI §3, §5, §6).
public struct FastCGIClient: Sendable {
    public let address: SocketAddress

    public init(_ address: SocketAddress) { self.address = address }

    /// One request on a connection of its own, to its end.
    ///
    /// - Parameter keepingBody: False counts the body's bytes and forgets them.
    public func send(_ request: FastCGIRequest, keepingBody: Bool = true) async throws -> FastCGIResponse {
        let connection = try await open(request)
        return try await connection.receive(keepingBody: keepingBody)
    }

    /// The same from a client that comes again when it is told to (503): a busy machine may take longer over an index than
    /// a responder has a client wait for it.
    public func sendAgain(_ request: FastCGIRequest) async throws -> FastCGIResponse {
        try await eventually("an answer that is not 503") {
            let answer = try await send(request)
            return answer.status == 503 && answer["Retry-After"] != nil ? nil : answer
        }
    }

    /// Sends a request and leaves the answer to be read piece by piece.
    public func open(_ request: FastCGIRequest) async throws -> FastCGIConnection {
        let connection = try await connect()
        try await connection.send(request)
        return connection
    }

    /// A connection on which nothing has been sent.
    public func connect() async throws -> FastCGIConnection {
        let address = address
        return try await onThread { try FastCGIConnection(to: address) }
    }
}
