/// The head of a CGI response (RFC 3875 §6): status and header fields.
public struct ResponseHead: Equatable {
    public var status: Status
    public var headers: [Header]

    public init(status: Status, headers: [Header]) {
        self.status = status
        self.headers = headers
    }

    /// The head as bytes, with the empty line that ends it.
    public var encoded: [UInt8] {
        var bytes = Array("Status: \(status.rawValue) \(status.phrase)\r\n".utf8)
        for header in headers { bytes += Array("\(header.name): ".utf8) + header.value + Array("\r\n".utf8) }
        return bytes + Array("\r\n".utf8)
    }
}

extension ResponseHead {
    /// What every answer has: nginx without the shipped settings must not spool it, and no browser guess at
    /// it.
    public static let always = [
        Header("X-Accel-Buffering", "no"), Header("X-Content-Type-Options", "nosniff"),
    ]
}
