internal import ByteIO
internal import HTTP

/// A server that speaks S3, and how its URLs name a bucket.
struct S3Endpoint: Equatable, Sendable {
    enum Style: String, CaseIterable {
        /// `https://s3.example.org/photos/a.jpg`
        case path
        /// `https://photos.s3.example.org/a.jpg`
        case host
    }

    /// Where an object is.
    struct Address: Equatable {
        /// The value of `Host`.
        let host: String
        /// As it is sent and signed.
        let path: String
        let url: String
    }

    let server: RemoteURL
    let style: Style

    /// A server, and a path that others begin with: `https://s3.example.org:9000/storage`.
    ///
    /// - Returns: nil for any other URL: one with a query, a percent sign or an empty segment, for signatures cover paths in
    ///   one form alone.
    static func server(_ text: String) -> RemoteURL? {
        guard let url = try? RemoteURL(Array(text.utf8)), url.query == nil else { return nil }
        let path = String(decoding: url.path, as: UTF8.self)
        return path.contains("%") || path.contains("//") ? nil : url
    }

    /// - Returns: nil if the server's host is an address in brackets, before which no bucket can stand.
    init?(_ server: RemoteURL, _ style: Style) {
        guard style == .path || !server.host.contains(":") else { return nil }
        self.server = server
        self.style = style
    }

    /// - Parameters:
    ///   - bucket: As ``OriginPrefix`` has it.
    ///   - key: As it is, not encoded.
    /// - Returns: nil for an empty key, which would be the bucket itself, and for one with a segment `.` or `..`: some
    ///   server or proxy would take the way that the dots tell, and that can lead out of the bucket.
    func address(bucket: String, key: [UInt8]) -> Address? {
        let segments = key.split(separator: UInt8(ascii: "/"))
        guard !key.isEmpty,
            !segments.contains(where: { $0.elementsEqual([dot]) || $0.elementsEqual([dot, dot]) })
        else { return nil }
        let scheme = server.isSecure ? "https://" : "http://"
        let authority = String(decoding: server.origin.dropFirst(scheme.utf8.count), as: UTF8.self)
        let base = String(decoding: server.path, as: UTF8.self)
        let directory = base.hasSuffix("/") ? base : base + "/"
        let host = style == .host ? "\(bucket).\(authority)" : authority
        let path = (style == .host ? directory : "\(directory)\(bucket)/") + Self.encoded(key)
        return Address(host: host, path: path, url: scheme + host + path)
    }

    /// Percent-encoded but for what RFC 3986 §2.3 leaves unreserved, and slashes: signatures know no other form.
    private static func encoded(_ key: [UInt8]) -> String {
        let encoded = key.percentEncoded { $0.isUnreserved || $0 == UInt8(ascii: "/") }
        return String(decoding: encoded, as: UTF8.self)
    }
}

private let dot = UInt8(ascii: ".")
