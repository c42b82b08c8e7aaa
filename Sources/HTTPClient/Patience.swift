/// How long one wait lasts: until the caller has no use for its end, or it takes too long.
struct Patience {
    /// So often, at least, the caller is asked.
    private static let slice = Duration.milliseconds(250)

    private let limit: Duration
    private let isAbandoned: () -> Bool
    private var end: ContinuousClock.Instant?

    /// - Parameter limit: Counts from ``begin()`` on.
    init(_ limit: Duration, isAbandoned: @escaping () -> Bool) {
        self.limit = limit
        self.isAbandoned = isAbandoned
    }

    /// Begins to count, unless that was done before.
    mutating func begin() {
        if end == nil { end = .now + limit }
    }

    /// How long may be waited before this is asked again.
    func next() throws(HTTPClientError) -> Duration {
        guard !isAbandoned() else { throw .abandoned }
        guard let end else { return Self.slice }
        let left = end - .now
        guard left > .zero else { throw .timedOut }
        return min(left, Self.slice)
    }
}
