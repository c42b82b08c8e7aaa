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
    /// What every answer of penstock's own has: an nginx must not spool it, a browser not guess at it, and a search engine
    /// not list it, or it would be made for every visit of a crawler.
    public static let always = [
        Header("X-Accel-Buffering", "no"), Header("X-Content-Type-Options", "nosniff"),
        Header("X-Robots-Tag", "noindex, nofollow"),
    ]
}
