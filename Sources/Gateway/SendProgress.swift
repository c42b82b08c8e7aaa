internal import Synchronization

/// How far the sending of a response is, for other threads to look at.
///
/// One thread sends and takes notes, which costs it a few stores a send and no lock. What several notes say together may be
/// a send apart.
public final class SendProgress: Sendable {
    /// What there is to see at a moment.
    public struct Reading: Equatable, Sendable {
        /// Bytes of head and body that have left, but for a record that is under way.
        public let sent: UInt64
        /// How long the send under way has lasted; zero between two sends.
        public let waiting: Duration
        /// How long all sends have waited for the client.
        public let waited: Duration
        /// Bytes a second: over the last 5 to 10 s, or since the first send, or since the client last took something.
        public let rate: UInt64
    }

    /// A send that takes longer waits for the client.
    public static let shortestWait: Duration = .milliseconds(20)
    /// Nanoseconds of which the rate is told.
    private static let window: Int64 = 5_000_000_000
    /// Times are nanoseconds since then; none of them is 0.
    private static let origin = ContinuousClock.now - .seconds(1)

    private let sent = Atomic<UInt64>(0)
    /// When the send under way began; 0 between two sends.
    private let begun = Atomic<Int64>(0)
    /// Nanoseconds.
    private let waited = Atomic<Int64>(0)
    /// When the two last windows began, and what was sent by then; 0 for one that has not.
    private let windowBegin = Atomic<Int64>(0), windowSent = Atomic<UInt64>(0)
    private let olderBegin = Atomic<Int64>(0), olderSent = Atomic<UInt64>(0)

    public init() {}

    /// Takes note of a send that begins.
    func begin(at start: ContinuousClock.Instant) {
        let time = Self.nanoseconds(start)
        begun.store(time, ordering: .relaxed)
        let last = windowBegin.load(ordering: .relaxed)
        guard last == 0 || time - last >= Self.window else { return }
        olderSent.store(windowSent.load(ordering: .relaxed), ordering: .relaxed)
        olderBegin.store(last, ordering: .relaxed)
        windowSent.store(sent.load(ordering: .relaxed), ordering: .relaxed)
        windowBegin.store(time, ordering: .relaxed)
    }

    /// Takes note of a send that has ended, well or not.
    ///
    /// - Parameter count: Bytes of head and body that have left since the first send; nil for no more than before.
    func end(sent count: UInt64? = nil, in duration: Duration) {
        if let count { sent.store(count, ordering: .relaxed) }
        if duration >= Self.shortestWait {
            let sum = waited.load(ordering: .relaxed) + Self.nanoseconds(duration)
            waited.store(sum, ordering: .relaxed)
        }
        begun.store(0, ordering: .relaxed)
    }

    /// Looks. May be called by any thread.
    public func reading(at now: ContinuousClock.Instant = .now) -> Reading {
        let (time, start) = (Self.nanoseconds(now), begun.load(ordering: .relaxed))
        let waiting: Duration = start == 0 ? .zero : .nanoseconds(max(0, time - start))
        let past = Duration.nanoseconds(waited.load(ordering: .relaxed))
        let count = sent.load(ordering: .relaxed)
        var (begin, before) = (olderBegin.load(ordering: .relaxed), olderSent.load(ordering: .relaxed))
        if begin == 0 {
            (begin, before) = (windowBegin.load(ordering: .relaxed), windowSent.load(ordering: .relaxed))
        }
        let seconds = Double(time - begin) / 1e9
        let rate = begin == 0 || seconds <= 0 || count < before ? 0 : Double(count - before) / seconds
        return Reading(
            sent: count, waiting: waiting, waited: past + (waiting >= Self.shortestWait ? waiting : .zero),
            rate: UInt64(min(rate, 1e15)))
    }

    private static func nanoseconds(_ instant: ContinuousClock.Instant) -> Int64 {
        nanoseconds(instant - origin)
    }

    private static func nanoseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
