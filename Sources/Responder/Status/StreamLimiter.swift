internal import Synchronization

/// Counts the archives that are being sent, and admits no more than a limit.
final class StreamLimiter: Sendable {
    private let limit: Int
    private let count = Atomic(0)

    init(limit: Int) { self.limit = limit }

    /// - Returns: whether there is room; then ``leave()`` must follow.
    func enter() -> Bool {
        if count.add(1, ordering: .relaxed).newValue <= limit { return true }
        leave()
        return false
    }

    func leave() { count.subtract(1, ordering: .relaxed) }
}
