/// A client of HTTP/1.1, by libcurl, which keeps connections for further requests. Any thread may use it.
///
/// It does what it is asked and no more: it follows no redirect, keeps no cookie, decodes no content, and uses no
/// proxy, whatever the environment says.
public final class HTTPClient: Sendable {
    private let pool: HandlePool

    public convenience init() { self.init(HandlePool(authorities: "/etc/ssl/certs")) }

    init(_ pool: HandlePool) { self.pool = pool }

    /// Sends a request and waits for the head of the final response, which is any but 1xx. Blocks.
    ///
    /// A request whose kept connection turns out to be closed is sent again on a new one. A POST is sent once, on a
    /// new connection: nobody could tell whether the server has acted upon the first.
    ///
    /// - Parameter isAbandoned: Asked at least every 250 ms, here and while the body is waited for, whether nobody
    ///   waits for the response any more.
    public func send(
        _ request: HTTPRequest, timeouts: HTTPTimeouts = HTTPTimeouts(), isAbandoned: @escaping () -> Bool
    ) throws(HTTPClientError) -> HTTPTransfer {
        try request.check()
        let fields = try request.fieldLines()
        let handle = try pool.borrow()
        try handle.begin(request, fields: fields, connectTimeout: timeouts.connect)
        var patience = Patience(timeouts.silence, isAbandoned: isAbandoned)
        while true {
            handle.advance()
            if handle.head.isComplete { break }
            if case .failed(let error) = handle.state { throw error }
            if handle.isConnected { patience.begin() }
            handle.wait(atMost: try patience.next())
        }
        return HTTPTransfer(handle, from: pool, silence: timeouts.silence, isAbandoned: isAbandoned)
    }
}
