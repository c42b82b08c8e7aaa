/// A request to be sent by an ``HTTPClient``.
public struct HTTPRequest: Sendable {
    /// `GET`, `HEAD` or `POST`.
    public var method: String
    /// An absolute `http` or `https` URL without user and password. Path and query are sent as they stand here.
    public var url: String
    /// The unix socket to connect to instead of the URL's host.
    public var socketPath: String?
    /// `Host` replaces that of the URL. Fields that tell how the message is framed (`Content-Length`, `Connection`,
    /// …) are not sent: the client has its own.
    public var headers: [(name: String, value: [UInt8])]
    /// Sent with `POST` only, where nil is the same as no bytes.
    public var body: [UInt8]?
    /// A file of the certificates that the server is verified with; nil for those of the system.
    public var authorityFile: String?
    /// Whether no kept connection may be used.
    public var dialsAnew = false
    /// Asked, before a connection is begun, whether there may be one to an address: the 4 bytes of IPv4 or the 16 of
    /// IPv6. Nil if every address is allowed.
    public var mayConnect: (@Sendable (_ address: [UInt8]) -> Bool)?

    public init(
        method: String = "GET", url: String, socketPath: String? = nil,
        headers: [(name: String, value: [UInt8])] = [], body: [UInt8]? = nil
    ) {
        self.method = method
        self.url = url
        self.socketPath = socketPath
        self.headers = headers
        self.body = body
    }
}
