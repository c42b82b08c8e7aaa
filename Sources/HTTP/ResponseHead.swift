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
        var text = "Status: \(status.rawValue) \(status.phrase)\r\n"
        for header in headers { text += "\(header.name): \(header.value)\r\n" }
        return Array((text + "\r\n").utf8)
    }
}

extension ResponseHead {
    /// What every answer has: nginx without the shipped settings must not spool it, and no browser guess at
    /// it.
    public static let always = [
        Header("X-Accel-Buffering", "no"), Header("X-Content-Type-Options", "nosniff"),
    ]
}
