public import Archive

/// What `penstock doctor` and a responder say to each other. Both take their words from here.
public enum ProbeProtocol {
    /// An archive that is made up: by what arrives of it, the doctor knows what stands between.
    public enum Kind: String, CaseIterable, Sendable {
        /// The same bytes each time.
        case steady
        /// Large; each page of it tells when it was made.
        case clock
        /// Fails after 1 MiB, as an archive does whose file shrinks.
        case broken
        /// Fails there too, and then as if the responder had died.
        case dropped
        /// As slow as the download of somebody far away.
        case slow
    }

    static let kindField = "probe"
    static let formatField = "format"
    static let secondsField = "seconds"

    /// The query, or the form, that asks for a probe.
    ///
    /// - Parameter seconds: How long a slow one takes.
    public static func query(_ kind: Kind, format: ArchiveFormat, seconds: Int? = nil) -> String {
        let query = "\(kindField)=\(kind.rawValue)&\(formatField)=\(format.rawValue)"
        return query + (seconds.map { "&\(secondsField)=\($0)" } ?? "")
    }

    /// Where a responder's requests come from.
    public enum Source: String, Sendable {
        case listen, systemd, inherited, cgi, none, unknown
    }

    /// The header field that tells what answers a probe: ``Source``, `SERVER_SOFTWARE`, if the front server tells it,
    /// `SERVER_PROTOCOL`, and whether another server has passed the request on, with semicolons in between.
    public static let header: StaticString = "X-Penstock-Probe"
    private static let forwarded = "forwarded"

    static func headerValue(
        _ source: Source, software: String, version: String?, isForwarded: Bool = false
    ) -> String {
        ([source.rawValue, software] + [version].compactMap { $0 } + (isForwarded ? [forwarded] : []))
            .joined(separator: "; ")
    }

    /// What answers a probe.
    public struct Answerer: Equatable, Sendable {
        public let source: Source
        /// In lowercase.
        public let software: String
        /// In lowercase; nil if the front server does not tell it.
        public let version: String?
        /// Whether the front server is behind another one.
        public let isForwarded: Bool

        /// - Parameter value: Of the header field.
        public init(_ value: String) {
            var parts = value.split(separator: ";").map { $0.drop { $0 == " " }.lowercased() }
            source = parts.first.flatMap(Source.init(rawValue:)) ?? .unknown
            isForwarded = parts.last == forwarded
            if isForwarded { parts.removeLast() }
            version = parts.last.flatMap { $0.hasPrefix("http/") ? $0 : nil }
            if version != nil { parts.removeLast() }
            software = parts.dropFirst().joined(separator: "; ")
        }
    }

    /// Bytes of a page of a clock. Each begins with the time when it was made.
    public static let pageSize = 4096
    public static let digitCount = 16

    /// The time since the clock was opened, as so many digits: microseconds.
    static func digits(_ time: Duration) -> [UInt8] {
        let (seconds, attoseconds) = time.components
        let text = String(seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
        return Array((String(repeating: "0", count: max(0, digitCount - text.utf8.count)) + text).utf8)
    }

    /// The time that a page beginning with `digits` was made; nil if it is no page of a clock.
    public static func time(_ digits: some Collection<UInt8>) -> Duration? {
        guard digits.count == digitCount, digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
        else { return nil }
        return Int64(String(decoding: digits, as: UTF8.self)).map { .microseconds($0) }
    }
}
