/// Whether the client of a response is slow, told by how long sending takes. A slow client needs no large buffer.
struct SendPace {
    /// A slow client counts as fast again after 2 MiB sent without waiting. That is more than all socket buffers hold;
    /// they accept a burst even from a slow client.
    private static let quickCount = 2 << 20

    private(set) var isSlow = false
    private var countSinceWait = 0

    /// Takes account of a send of `count` bytes.
    mutating func note(_ count: Int, in duration: Duration) {
        if duration >= SendProgress.shortestWait {
            isSlow = true
            countSinceWait = 0
        } else if isSlow {
            countSinceWait += count
            isSlow = countSinceWait < Self.quickCount
        }
    }
}
