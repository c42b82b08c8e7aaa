/// Requests of one thread that share connections. Responses are received side by side: while one is read, the others
/// come as far as there is room for them.
public final class HTTPSession {
    private let pool: HandlePool
    private let multi: CurlMulti
    private let dialCountBefore: Int

    /// Begins a session with connections that earlier ones have left.
    public convenience init(_ client: HTTPClient) throws(HTTPClientError) { try self.init(client.pool) }

    init(_ pool: HandlePool) throws(HTTPClientError) {
        self.pool = pool
        multi = try pool.borrow()
        dialCountBefore = multi.dialCount
    }

    /// How many connections were begun for it.
    public var dialCount: Int { multi.dialCount - dialCountBefore }

    /// Transfers hold their session, so none runs when it goes.
    deinit { pool.giveBack(multi) }

    /// Begins to send a request. Does not block; ``HTTPTransfer/receiveHead()`` does, and receives all other responses
    /// meanwhile.
    ///
    /// A request whose kept connection turns out to be closed is sent again on a new one. A POST is sent once, on a
    /// new connection: nobody could tell whether the server has acted upon the first.
    ///
    /// - Parameter isAbandoned: Asked at least every 250 ms, while head or body are waited for, whether nobody waits for
    ///   the response any more.
    public func begin(
        _ request: HTTPRequest, timeouts: HTTPTimeouts = HTTPTimeouts(), isAbandoned: @escaping () -> Bool
    ) throws(HTTPClientError) -> HTTPTransfer {
        try request.check()
        let transfer = try multi.begin(
            request, fields: try request.fieldLines(), connectTimeout: timeouts.connect)
        return HTTPTransfer(
            transfer, in: multi, of: self, silence: timeouts.silence, isAbandoned: isAbandoned)
    }
}
