internal import SystemCalls

/// How often an object is asked for again, and how long is waited before.
struct Backoff {
    /// Attempts that follow each other without progress, beyond the first.
    private static let most = 5
    /// So many bytes are progress. A server that drops slow readers gives them less than a MiB at a time.
    private static let progress: UInt64 = 64 * 1024
    private static let first = Duration.milliseconds(100)
    private static let longestWish = Duration.seconds(10)

    private var count = 0
    private var received: UInt64 = 0

    /// Whether there was no progress since the last failure.
    var isTroubled: Bool { count > 0 }

    /// Takes note of bytes that came.
    mutating func note(_ bytes: Int) {
        guard count > 0 else { return }
        received += UInt64(bytes)
        if received >= Self.progress { count = 0 }
    }

    /// How long to wait before the next attempt; nil if there were enough.
    ///
    /// - Parameter wish: The server's, of which as much is granted as a client waits for.
    mutating func next(wish: Duration?) -> Duration? {
        guard count < Self.most else { return nil }
        count += 1
        received = 0
        return max(Self.first * (1 << (count - 1)), min(wish ?? .zero, Self.longestWish))
    }

    /// Blocks.
    ///
    /// - Parameter isAbandoned: Asked at least every 250 ms.
    /// - Returns: false if nobody waits any more.
    static func wait(_ duration: Duration, isAbandoned: () -> Bool) -> Bool {
        let end = ContinuousClock.now + duration
        while true {
            if isAbandoned() { return false }
            let left = end - ContinuousClock.now
            guard left > .zero else { return true }
            _ = Poll.readable([], timeout: min(left, .milliseconds(250)))
        }
    }
}
