/// A client of HTTP/1.1, by libcurl, which keeps connections for further requests. Any thread may use it.
///
/// It does what it is asked and no more: it follows no redirect, keeps no cookie, decodes no content, and uses no
/// proxy, whatever the environment says.
public final class HTTPClient: Sendable {
    let pool: HandlePool

    public convenience init() { self.init(HandlePool(authorities: "/etc/ssl/certs")) }

    init(_ pool: HandlePool) { self.pool = pool }

    /// Sends a request and waits for the head of the final response, which is any but 1xx. Blocks.
    ///
    /// - Parameter isAbandoned: See ``HTTPSession/begin(_:timeouts:isAbandoned:)``.
    public func send(
        _ request: HTTPRequest, timeouts: HTTPTimeouts = HTTPTimeouts(), isAbandoned: @escaping () -> Bool
    ) throws(HTTPClientError) -> HTTPTransfer {
        let session = try HTTPSession(pool)
        let transfer = try session.begin(request, timeouts: timeouts, isAbandoned: isAbandoned)
        try transfer.receiveHead()
        return transfer
    }
}
