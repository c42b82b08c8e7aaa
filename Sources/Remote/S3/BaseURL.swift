internal import HTTP

/// A server, and a path that others begin with: `https://s3.example.org:9000/storage`.
struct BaseURL: Equatable, Sendable {
    /// `http` or `https`.
    let scheme: String
    /// The host in lower case, and the port unless the scheme implies it: what stands in the field `Host`.
    let authority: String
    /// Begins with a slash and ends in none; empty for all of the server.
    let path: String

    var text: String { "\(scheme)://\(authority)\(path)" }

    /// - Returns: nil for any other URL: one with a user, a query, a percent sign, a dot segment or an empty segment.
    init?(_ text: String) {
        guard let scheme = ["http", "https"].first(where: { text.hasPrefix("\($0)://") }),
            text.utf8.allSatisfy({ $0.isAlphanumeric || "-._~:/[]!$&'()*+,;=".utf8.contains($0) })
        else { return nil }
        let rest = text.dropFirst(scheme.count + 3)
        let end = rest.firstIndex(of: "/") ?? rest.endIndex
        guard let authority = Self.authority(rest[..<end].lowercased(), scheme) else { return nil }
        let path = rest[end...].hasSuffix("/") ? rest[end...].dropLast() : rest[end...]
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        guard segments.allSatisfy({ !["", ".", ".."].contains($0) }) else { return nil }
        self.scheme = scheme
        self.authority = authority
        self.path = String(path)
    }

    /// - Returns: nil if `text` is no host with or without a port.
    private static func authority(_ text: String, _ scheme: String) -> String? {
        let bracket = text.hasPrefix("[") ? text.firstIndex(of: "]").map(text.index(after:)) : nil
        let end = bracket ?? text.firstIndex(of: ":") ?? text.endIndex
        let host = text[..<end]
        let letters = bracket == nil ? host : host.dropFirst().dropLast()
        let allowed = bracket == nil ? "-._" : ":."
        guard !letters.isEmpty, letters.utf8.allSatisfy({ $0.isAlphanumeric || allowed.utf8.contains($0) })
        else { return nil }
        if end == text.endIndex { return String(host) }
        let digits = text[end...].dropFirst()
        guard text[end] == ":", digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }),
            let port = UInt16(digits), port > 0
        else { return nil }
        return port == (scheme == "https" ? 443 : 80) ? String(host) : "\(host):\(port)"
    }
}
