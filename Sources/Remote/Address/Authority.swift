internal import ByteIO
internal import HTTP

/// Host and port of a URL (RFC 3986 §3.2).
struct Authority {
    /// Where the host is, without the brackets of an IPv6 address.
    let host: Range<Int>
    /// Where what names the host ends: behind the host, or behind its closing bracket.
    let end: Int
    /// Nil for the scheme's own.
    let port: UInt16?

    /// - Parameter range: What stands between the scheme and the path.
    init(_ url: Span<UInt8>, in range: Range<Int>) throws(RemoteURL.Fault) {
        for index in range where url[index] == UInt8(ascii: "@") { throw .userInformation }
        guard !range.isEmpty else { throw .host }
        if url[range.lowerBound] == UInt8(ascii: "[") {
            let start = range.lowerBound + 1
            host = start..<Self.first("]", in: url, from: start, to: range.upperBound)
            end = host.upperBound + 1
            guard host.upperBound < range.upperBound, Self.isIPv6(url.extracting(host)) else { throw .host }
        } else {
            host = range.lowerBound..<Self.first(":", in: url, from: range.lowerBound, to: range.upperBound)
            end = host.upperBound
            guard Self.isNameOrIPv4(url.extracting(host)) else { throw .host }
        }
        guard end < range.upperBound else {
            port = nil
            return
        }
        guard url[end] == UInt8(ascii: ":") else { throw .host }
        port = try Self.port(url.extracting(end + 1..<range.upperBound))
    }

    private static func first(
        _ character: Unicode.Scalar, in url: Span<UInt8>, from start: Int, to end: Int
    ) -> Int {
        var index = start
        while index < end, url[index] != UInt8(ascii: character) { index += 1 }
        return index
    }

    private static func port(_ digits: Span<UInt8>) throws(RemoteURL.Fault) -> UInt16 {
        guard 1...5 ~= digits.count, let port = number(digits), let port = UInt16(exactly: port), port > 0
        else {
            throw .port
        }
        return port
    }

    /// The number that a few digits write.
    private static func number(_ digits: Span<UInt8>) -> Int? {
        var number = 0
        for index in digits.indices {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= digits[index] else { return nil }
            number = number * 10 + Int(digits[index] - UInt8(ascii: "0"))
        }
        return number
    }

    /// Digits, colons and, for an embedded IPv4 address, dots. The resolver knows whether they are an address; a zone is
    /// none of a URL from elsewhere.
    private static func isIPv6(_ host: Span<UInt8>) -> Bool {
        var hasColon = false
        for index in host.indices {
            switch host[index] {
            case UInt8(ascii: ":"): hasColon = true
            case UInt8(ascii: "."): break
            default: guard Hexadecimal.value(of: host[index]) != nil else { return false }
            }
        }
        return hasColon && host.count <= 45
    }

    /// Labels of letters, digits, hyphens and underscores with dots between them. None is empty, so no dot is at the end:
    /// with one the same server would have two names.
    private static func isNameOrIPv4(_ host: Span<UInt8>) -> Bool {
        guard host.count <= 253 else { return false }
        var labels = 0
        var isIPv4 = true
        var start = 0
        while start <= host.count {
            let end = first(".", in: host, from: start, to: host.count)
            let label = host.extracting(start..<end)
            guard !label.isEmpty else { return false }
            for index in label.indices {
                let byte = label[index]
                guard byte.isAlphanumeric || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") else {
                    return false
                }
            }
            labels += 1
            isIPv4 = isIPv4 && isOctet(label)
            // Resolvers take such a name for an address, in any of the ways in which those can be written.
            if end == host.count, isNumeric(label) { return isIPv4 && labels == 4 }
            start = end + 1
        }
        return true
    }

    /// From 0 to 255, without zeros in front, which some take for octal digits.
    private static func isOctet(_ label: Span<UInt8>) -> Bool {
        guard label.count <= 3, label.count == 1 || label[0] != UInt8(ascii: "0") else { return false }
        return number(label).map { $0 <= 255 } ?? false
    }

    private static func isNumeric(_ label: Span<UInt8>) -> Bool {
        let isHexadecimal =
            label.count > 1 && label[0] == UInt8(ascii: "0") && label[1] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { return true }
        for index in label.indices where !(UInt8(ascii: "0")...UInt8(ascii: "9") ~= label[index]) {
            return false
        }
        return true
    }
}
