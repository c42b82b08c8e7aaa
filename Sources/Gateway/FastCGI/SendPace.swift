/// Whether a response's client is slow, told by how long sending takes: a slow one needs no large buffer.
struct SendPace {
    /// A send that takes longer than this waits for the client.
    private static let slow: Duration = .milliseconds(20)
    /// So many bytes without waiting make a slow client a quick one: more than all buffers on the way hold,
    /// which take a burst from anybody.
    private static let quickCount = 2 << 20

    private(set) var isSlow = false
    private var countSinceWait = 0

    /// Takes account of a send of `count` bytes.
    mutating func note(_ count: Int, in duration: Duration) {
        if duration >= Self.slow {
            isSlow = true
            countSinceWait = 0
        } else if isSlow {
            countSinceWait += count
            isSlow = countSinceWait < Self.quickCount
        }
    }
}
