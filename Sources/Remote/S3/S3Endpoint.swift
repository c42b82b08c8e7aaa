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

    let server: BaseURL
    let style: Style

    /// - Returns: nil if the server's host is an address in brackets, before which no bucket can stand.
    init?(_ server: BaseURL, _ style: Style) {
        guard style == .path || !server.authority.hasPrefix("[") else { return nil }
        self.server = server
        self.style = style
    }

    /// - Parameters:
    ///   - bucket: One that ``isBucket(_:)``.
    ///   - key: As it is, not encoded.
    /// - Returns: nil for an empty key, which would be the bucket itself, and for one with a segment `.` or `..`: some
    ///   server or proxy would take the way that the dots tell, and that can lead out of the bucket.
    func address(bucket: String, key: [UInt8]) -> Address? {
        let segments = key.split(separator: UInt8(ascii: "/"))
        guard !key.isEmpty,
            !segments.contains(where: { $0.elementsEqual([dot]) || $0.elementsEqual([dot, dot]) })
        else { return nil }
        let host = style == .host ? "\(bucket).\(server.authority)" : server.authority
        let start = style == .host ? "\(server.path)/" : "\(server.path)/\(bucket)/"
        let path = start + Self.encoded(key)
        return Address(host: host, path: path, url: "\(server.scheme)://\(host)\(path)")
    }

    /// Whether `text` can be the name of a bucket, in a path and in a host.
    static func isBucket(_ text: String) -> Bool {
        1...255 ~= text.utf8.count && ![".", ".."].contains(text)
            && text.utf8.allSatisfy { $0.isAlphanumeric || "-._".utf8.contains($0) }
    }

    /// Percent-encoded but for what RFC 3986 §2.3 leaves unreserved, and slashes: signatures know no other form.
    private static func encoded(_ key: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(key.count + 16)
        for byte in key {
            if byte.isAlphanumeric || "/-_.~".utf8.contains(byte) {
                result.append(byte)
            } else {
                result.append(percentEncoding: byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}

private let dot = UInt8(ascii: ".")
