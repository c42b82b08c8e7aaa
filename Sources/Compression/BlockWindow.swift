/// How many blocks a stream may have in the pool while it reads the next one.
///
/// As many as keep the pool's threads busy; none while the client is slow, because a compressed block takes memory
/// until it is sent.
struct BlockWindow {
    /// Sending one block for so long means that the client, and not the pool, sets the pace.
    private static let slow: Duration = .milliseconds(20)

    /// Blocks that may be in the pool while the next one is read; 0 lets the stream wait for each.
    private(set) var limit = 1

    /// Takes account of the last block that was sent.
    ///
    /// - Parameters:
    ///   - waiting: How long the stream waited for the pool.
    ///   - sending: How long it waited for the client.
    ///   - largest: What the pool has room for.
    mutating func adapt(waiting: Duration, sending: Duration, largest: Int) {
        if sending >= Self.slow {
            limit = 0
        } else if waiting > sending {
            limit += 1
        }
        limit = min(limit, largest)
    }
}
