internal import ByteIO

/// What every part of a URL must keep to, so that all servers and libraries understand the same by it.
extension RemoteURL {
    /// Whether the scheme is https, not http.
    static func isSecure(_ url: Span<UInt8>) throws(Fault) -> Bool {
        if begins(url, with: "https://") { return true }
        guard begins(url, with: "http://") else { throw .scheme }
        return false
    }

    /// Whether a URL begins with a scheme, in whatever case (RFC 3986 §3.1).
    private static func begins(_ url: Span<UInt8>, with scheme: String) -> Bool {
        let scheme = scheme.utf8
        guard url.count >= scheme.count else { return false }
        var index = 0
        for byte in scheme {
            guard url[index] | 0x20 == byte | 0x20 else { return false }
            index += 1
        }
        return true
    }

    static func checkBytes(_ url: Span<UInt8>) throws(Fault) {
        for index in url.indices {
            switch url[index] {
            case UInt8(ascii: "#"): throw .fragment
            case UInt8(ascii: "\\"): throw .byte
            case UInt8(ascii: "%"):
                guard index + 2 < url.count, Hexadecimal.value(of: url[index + 1]) != nil,
                    Hexadecimal.value(of: url[index + 2]) != nil
                else { throw .escape }
            case 0x21...0x7E: break
            default: throw .byte
            }
        }
    }

    /// Refuses segments that a server could take for `.` or `..`: encoded ones, those that end at an encoded slash or
    /// backslash, as some servers decode a path before they look for its segments, and those with parameters (`..;x`).
    ///
    /// - Parameter path: Every `%` is followed by two hexadecimal digits.
    static func checkSegments(_ path: Span<UInt8>) throws(Fault) {
        var segment = DotCounter()
        var index = 0
        while index < path.count {
            var byte = path[index]
            index += 1
            if byte == UInt8(ascii: "%"), let high = Hexadecimal.value(of: path[index]),
                let low = Hexadecimal.value(of: path[index + 1])
            {
                byte = high << 4 | low
                index += 2
            }
            switch byte {
            case UInt8(ascii: "/"), UInt8(ascii: "\\"):
                if segment.isDots { throw .dotSegment }
                segment = DotCounter()
            case UInt8(ascii: ";"):
                if segment.isDots { throw .dotSegment }
                segment.take(byte)
            default: segment.take(byte)
            }
        }
        if segment.isDots { throw .dotSegment }
    }
}

/// Tells whether the bytes of a segment are `.` or `..`.
struct DotCounter {
    private var count = 0
    private var hasOthers = false

    mutating func take(_ byte: UInt8) {
        count += 1
        if byte != UInt8(ascii: ".") { hasOthers = true }
    }

    var isDots: Bool { !hasOthers && 1...2 ~= count }
}
