/// Counts what a stream's sources read, and asks now and then whether anybody still wants it. Used by one
/// thread.
///
/// A sink notices a client that left when it sends; while a slow disk gives nothing to send, this does.
final class ReadWatch {
    private static let interval: Duration = .milliseconds(250)

    private(set) var bytesRead: UInt64 = 0
    private var asked = ContinuousClock.now
    private let isAbandoned: () -> Bool

    init(isAbandoned: @escaping () -> Bool) { self.isAbandoned = isAbandoned }

    /// - Returns: whether to go on.
    func count(_ bytes: UInt64) -> Bool {
        bytesRead += bytes
        let now = ContinuousClock.now
        guard now - asked >= Self.interval else { return true }
        asked = now
        return !isAbandoned()
    }
}
