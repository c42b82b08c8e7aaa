/// What has become of requests since the process began.
public struct StatusTotals: Equatable, Sendable {
    /// Archives that were sent or broke off, by format and result.
    public private(set) var streams: [String: [StreamResult: UInt64]] = [:]
    public private(set) var answers: [AnswerKind: UInt64] = [:]
    public private(set) var refusals: [RefusalKind: UInt64] = [:]
    /// Of the bodies of archives, whole or not.
    public private(set) var bytes: UInt64 = 0
    /// Of archives that were sent as a whole.
    public private(set) var entries: UInt64 = 0
    /// Files that were left out of archives.
    public private(set) var skipped: UInt64 = 0
    /// How long archives waited for their clients, added up.
    public private(set) var blocked = Duration.zero
    /// From the beginning of a request for an archive to the first byte of the answer.
    public private(set) var firstByte = DurationHistogram()
    /// When an archive last broke off by a fault of this side, in seconds since 1970.
    public private(set) var lastFailure: Int64?
    /// How often the process was told to read its configuration again, and whether it could.
    public private(set) var goodReloads: UInt64 = 0, badReloads: UInt64 = 0

    public init() {}

    /// What an archive that has ended adds.
    public struct Stream: Equatable, Sendable {
        public var format = ""
        public var result = StreamResult.complete
        public var bytes: UInt64 = 0
        /// Zero unless it was sent as a whole.
        public var entries = 0
        public var skipped = 0
        public var blocked = Duration.zero
        public var firstByte: Duration?

        public init() {}
    }

    /// - Parameter now: In seconds since 1970.
    public mutating func add(_ stream: Stream, now: Int64) {
        answers[.archive, default: 0] += 1
        streams[stream.format, default: [:]][stream.result, default: 0] += 1
        bytes += stream.bytes
        entries += UInt64(max(0, stream.entries))
        skipped += UInt64(max(0, stream.skipped))
        blocked += stream.blocked
        if let time = stream.firstByte { firstByte.add(time) }
        if stream.result.isFault { lastFailure = now }
    }

    public mutating func add(_ kind: AnswerKind) { answers[kind, default: 0] += 1 }

    public mutating func add(_ kind: RefusalKind) {
        answers[.refused, default: 0] += 1
        refusals[kind, default: 0] += 1
    }

    public mutating func addReload(isGood: Bool) {
        if isGood { goodReloads += 1 } else { badReloads += 1 }
    }

    /// Archives with a result, of all formats.
    public func count(_ result: StreamResult) -> UInt64 {
        streams.values.reduce(0) { $0 + ($1[result] ?? 0) }
    }
}
