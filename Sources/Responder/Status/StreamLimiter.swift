internal import Synchronization

/// Counts the archives that are being sent, and admits no more than a limit.
final class StreamLimiter: Sendable {
    private let limit: Int
    private let count = Atomic(0)
    private let peak = Atomic(0)

    init(limit: Int) { self.limit = limit }

    /// How many there are. One that is not admitted may be among them for a moment.
    var active: Int { min(limit, count.load(ordering: .relaxed)) }

    /// The most there were at once.
    var most: Int { peak.load(ordering: .relaxed) }

    /// - Returns: whether there is room; then ``leave()`` must follow.
    func enter() -> Bool {
        let now = count.add(1, ordering: .relaxed).newValue
        guard now <= limit else {
            leave()
            return false
        }
        peak.max(now, ordering: .relaxed)
        return true
    }

    /// - Returns: A place that is free again when nothing refers to it any more; nil if there is none.
    func place() -> Place? { enter() ? Place(in: self) : nil }

    final class Place: Sendable {
        private let limiter: StreamLimiter

        fileprivate init(in limiter: StreamLimiter) { self.limiter = limiter }

        deinit { limiter.leave() }
    }

    func leave() { count.subtract(1, ordering: .relaxed) }
}
