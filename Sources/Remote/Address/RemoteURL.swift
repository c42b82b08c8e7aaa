/// An absolute URL of http or https, as a list, a redirect or a configuration gives it (RFC 3986).
///
/// It is in one spelling as far as its origin goes: scheme and host in lower case, a port only if it is not the scheme's
/// own, and a path of at least a slash. Path and query are as they were given, since a signature may cover them.
public struct RemoteURL: Hashable, Sendable {
    /// The most bytes of a URL.
    static let longest = 8 * 1024

    /// As it is sent.
    public let bytes: [UInt8]
    public let isSecure: Bool
    public let port: UInt16
    private let hostStart: UInt16
    private let hostEnd: UInt16
    private let pathStart: UInt16
    /// Where the `?` is; behind all bytes if there is none.
    private let queryStart: UInt16

    /// - Throws: For what is no such URL, and for what two programs could read in two ways.
    public init(_ given: [UInt8]) throws(Fault) {
        guard given.count <= Self.longest else { throw .tooLong }
        let isSecure = try Self.isSecure(given.span)
        try Self.checkBytes(given.span)
        let schemeEnd = isSecure ? 8 : 7
        let authorityEnd =
            given[schemeEnd...].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
            ?? given.count
        let authority = try Authority(given.span, in: schemeEnd..<authorityEnd)
        let ownPort: UInt16 = isSecure ? 443 : 80
        var bytes = given
        for index in 0..<authority.host.upperBound where bytes[index].isUppercase { bytes[index] |= 0x20 }
        var pathStart = authorityEnd
        if authority.port == ownPort {
            bytes.removeSubrange(authority.end..<authorityEnd)
            pathStart = authority.end
        }
        if pathStart == bytes.count || bytes[pathStart] != UInt8(ascii: "/") {
            bytes.insert(UInt8(ascii: "/"), at: pathStart)
        }
        let queryStart = bytes[pathStart...].firstIndex(of: UInt8(ascii: "?")) ?? bytes.count
        try Self.checkSegments(bytes.span.extracting(pathStart..<queryStart))
        self.bytes = bytes
        self.isSecure = isSecure
        port = authority.port ?? ownPort
        hostStart = UInt16(authority.host.lowerBound)
        hostEnd = UInt16(authority.host.upperBound)
        self.pathStart = UInt16(pathStart)
        self.queryStart = UInt16(queryStart)
    }

    /// In lower case; an IPv6 address without brackets.
    public var host: String {
        String(decoding: bytes[Int(hostStart)..<Int(hostEnd)], as: UTF8.self)
    }

    /// As it is sent, without the query. It begins with a slash.
    public var path: ArraySlice<UInt8> { bytes[Int(pathStart)..<Int(queryStart)] }

    /// As it is sent, without the question mark; nil if there is none.
    public var query: ArraySlice<UInt8>? {
        Int(queryStart) < bytes.count ? bytes[(Int(queryStart) + 1)...] : nil
    }

    /// Scheme, host, port and path: what the URL is known by, and what logs show. A query may hold a signature, which
    /// differs from list to list and is a secret.
    public var withoutQuery: [UInt8] { Array(bytes[..<Int(queryStart)]) }

    /// Scheme, host, and the port if it is not the scheme's own.
    var origin: ArraySlice<UInt8> { bytes[..<Int(pathStart)] }

    /// Whether scheme, host and port are the same.
    public func hasSameOrigin(as other: RemoteURL) -> Bool { origin == other.origin }
}

extension UInt8 {
    fileprivate var isUppercase: Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self }
}
