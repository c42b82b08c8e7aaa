/// The state of one process at one moment, as its status page tells it.
public struct StatusReport: Sendable {
    /// A request that is being answered.
    public struct Request: Equatable, Sendable {
        public let id: String
        public let client: String
        /// When it came, in seconds since 1970.
        public let since: Int64
        public let method: String
        /// The decoded path and, of the query, fields of penstock's own. It may hold any character.
        public let path: String
        /// Nil as long as none is known.
        public let format: String?
        public let state: RequestState
        /// Bytes of the body, and how many it will have, if that is known.
        public let sent: UInt64, total: UInt64?
        /// Bytes a second.
        public let rate: UInt64
        /// How long the client has taken nothing.
        public let blocked: Duration

        public init(
            id: String, client: String, since: Int64, method: String, path: String, format: String?,
            state: RequestState, sent: UInt64, total: UInt64?, rate: UInt64, blocked: Duration
        ) {
            (self.id, self.client, self.since, self.method) = (id, client, since, method)
            (self.path, self.format, self.state) = (path, format, state)
            (self.sent, self.total, self.rate, self.blocked) = (sent, total, rate, blocked)
        }
    }

    /// The process itself.
    public struct Service: Equatable, Sendable {
        public var version = ""
        public var process: UInt32 = 0
        /// Where its requests come from, in one word.
        public var source = ""
        /// Whether the front server starts the processes, and may have started others.
        public var isOneOfSeveral = false
        /// Seconds since 1970.
        public var started: Int64 = 0, now: Int64 = 0
        /// Bytes of memory (RSS); nil if the system does not tell.
        public var memory: UInt64?
        public var descriptors: Int?, descriptorLimit: Int?
        /// Bytes of what is known of files and archives.
        public var cache = 0, cacheLimit = 0

        public init() {}
    }

    /// The archives that are being sent.
    public struct Places: Equatable, Sendable {
        public let active: Int
        /// The most since the start.
        public let most: Int
        /// `--max-streams`
        public let limit: Int

        public init(active: Int, most: Int, limit: Int) {
            (self.active, self.most, self.limit) = (active, most, limit)
        }
    }

    public let service: Service
    public let places: Places
    /// Of requests that have ended.
    public let totals: StatusTotals
    /// The formats that there are.
    public let formats: [String]
    /// The one that came first is the first.
    public let running: [Request]
    /// Bytes sent, and time that clients let archives wait, with what is under way.
    public let sent: UInt64, blocked: Duration

    public init(
        service: Service, places: Places, totals: StatusTotals, formats: [String], running: [Request],
        sent: UInt64, blocked: Duration
    ) {
        (self.service, self.places, self.totals, self.formats) = (service, places, totals, formats)
        self.running = running.sorted { ($0.since, $0.id) < ($1.since, $1.id) }
        (self.sent, self.blocked) = (sent, blocked)
    }

    /// Bytes a second of all archives.
    public var rate: UInt64 { running.reduce(0) { $0 + $1.rate } }

    /// Archives that broke off by a fault of this side.
    public var faults: UInt64 {
        StreamResult.allCases.filter(\.isFault).reduce(0) { $0 + totals.count($1) }
    }

    public func count(_ state: RequestState) -> Int { running.count { $0.state == state } }
}
