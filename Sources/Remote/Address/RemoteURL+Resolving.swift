internal import HTTP

/// References relative to a URL (RFC 3986 §5.2).
extension RemoteURL {
    /// The URL that a `Location` of this one's answer means (RFC 9110 §10.2.2). Its fragment is dropped.
    ///
    /// - Throws: For any but an http or https URL, and for whatever such a URL may not have, dot segments as `%2e`
    ///   among them. Those as `.` are removed first, as §5.2.4 says.
    public func resolving(_ reference: [UInt8]) throws(Fault) -> RemoteURL {
        let reference = reference.prefix { $0 != UInt8(ascii: "#") }
        var target: [UInt8]
        switch reference.first {
        case nil: return self
        case _ where Self.hasScheme(reference): target = []
        case UInt8(ascii: "/") where reference.dropFirst().first == UInt8(ascii: "/"):
            target = Array((isSecure ? "https:" : "http:").utf8)
        case UInt8(ascii: "/"): target = Array(origin)
        case UInt8(ascii: "?"): target = withoutQuery
        default:
            let directoryEnd = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? path.endIndex
            target = Array(bytes[..<directoryEnd])
        }
        target += reference
        return try RemoteURL(Self.removingDotSegments(target))
    }

    private static func hasScheme(_ reference: ArraySlice<UInt8>) -> Bool {
        let scheme = reference.prefix { $0.isAlphanumeric || "+-.".utf8.contains($0) }
        return !scheme.isEmpty && scheme.endIndex < reference.endIndex
            && reference[scheme.endIndex] == UInt8(ascii: ":")
    }

    /// Removes `.` and `..` from the path of a URL (§5.2.4). Anything else is returned as it is.
    private static func removingDotSegments(_ url: [UInt8]) -> [UInt8] {
        let slash = UInt8(ascii: "/")
        let scheme = url.prefix { $0 != UInt8(ascii: ":") }
        guard url[scheme.endIndex...].starts(with: "://".utf8) else { return url }
        let authority = url[(scheme.endIndex + 3)...].prefix { $0 != slash && $0 != UInt8(ascii: "?") }
        let path = url[authority.endIndex...].prefix { $0 != UInt8(ascii: "?") }
        guard !path.isEmpty else { return url }
        var segments: [ArraySlice<UInt8>] = []
        var endsInDirectory = false
        for segment in path.dropFirst().split(separator: slash, omittingEmptySubsequences: false) {
            endsInDirectory = true
            if segment.elementsEqual("..".utf8) {
                _ = segments.popLast()
            } else if !segment.elementsEqual(".".utf8) {
                segments.append(segment)
                endsInDirectory = false
            }
        }
        if endsInDirectory { segments.append([]) }
        var result = Array(url[..<authority.endIndex])
        for segment in segments {
            result.append(slash)
            result += segment
        }
        return result + url[path.endIndex...]
    }
}
