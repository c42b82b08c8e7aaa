internal import HTTP

/// What of a request can be sent (RFC 9110 §5, RFC 9112 §3).
extension HTTPRequest {
    /// Fields that belong to the connection, or tell where the message ends: a second one, of other words, would let
    /// the server see two requests in one.
    private static let own: Set<String> = [
        "connection", "content-length", "expect", "keep-alive", "proxy-connection", "te", "trailer",
        "transfer-encoding", "upgrade",
    ]

    /// Fields that libcurl would add where the request has none.
    private static let added = ["Accept", "Content-Type", "Expect"]

    /// The fields, each as libcurl takes it in CURLOPT_HTTPHEADER: `Name: value`, `Name;` for an empty value, and
    /// `Name:` where none is to be sent.
    ///
    /// - Throws: ``HTTPClientError/malformed(_:)`` if one would be more than a field.
    func fieldLines() throws(HTTPClientError) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var names = Set<String>()
        for (name, value) in headers {
            guard !name.isEmpty, name.utf8.allSatisfy(\.isTokenCharacter) else {
                throw .malformed("the request has a field of no proper name")
            }
            guard value.allSatisfy(\.isFieldCharacter) else {
                throw .malformed("the request's \(name) has a line end or a NUL")
            }
            guard !Self.own.contains(name.lowercased()) else { continue }
            names.insert(name.lowercased())
            let value = value[...].trimmingBlanks
            lines.append(Array(name.utf8) + (value.isEmpty ? [0x3B] : [0x3A, 0x20] + value))
        }
        return lines + Self.added.filter { !names.contains($0.lowercased()) }.map { Array("\($0):".utf8) }
    }

    /// - Throws: ``HTTPClientError/malformed(_:)`` if method, URL or socket are not what they must be.
    func check() throws(HTTPClientError) {
        guard ["GET", "HEAD", "POST"].contains(method) else {
            throw .malformed("the request has no known method")
        }
        guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
            throw .malformed("the request's URL is not of http or https")
        }
        guard url.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw .malformed("the request's URL has a blank or a control character")
        }
        guard socketPath?.utf8.contains(0) != true else { throw .malformed("the socket's path has a NUL") }
    }
}
