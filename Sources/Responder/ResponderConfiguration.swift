public import Remote

/// What the command line says of answering requests.
public struct ResponderConfiguration: Sendable {
    /// The root of locations that name none.
    public var defaultRoot: String?
    /// If not empty, every root must be one of these or lie beneath one.
    public var allowedRoots: [String] = []
    /// Archives that may be sent at once; only an answer that has one as its body counts.
    public var maxStreams = 4096
    /// If not empty, nothing else is ever connected to: URLs, and beginnings of keys as `s3://bucket/`, of which each stands
    /// for all that lies beneath it.
    public var allowedOrigins: [String] = []
    /// Keys and certificates for the servers that content comes from.
    public var originRules = OriginRules()
    /// How long an application may be silent, before the head of its answer and within its body.
    public var originTimeout: Duration = .seconds(60)
    /// How many requests for content all archives together may have in flight beyond what each is reading.
    public var originAhead = 256
    /// Where requests come from, for `penstock doctor`.
    public var requestSource = ProbeProtocol.Source.unknown

    /// For the status: what version of penstock answers, and how many bytes may be kept of what is known of files.
    public var version = ""
    public var cacheLimit = 0

    public init() {}

    /// Whether `text` can be one of ``allowedOrigins``.
    public static func isOrigin(_ text: String) -> Bool {
        ApplicationAddress(text) != nil || OriginPrefix(text) != nil
    }

    /// Whether everything beneath `origin` may be connected to.
    func allows(_ origin: OriginPrefix) -> Bool {
        allowedOrigins.isEmpty || allowedOrigins.contains { OriginPrefix($0)?.covers(origin) ?? false }
    }
}
