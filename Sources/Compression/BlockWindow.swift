/// How far a stream may run ahead of what it sends: as far as the pool needs to be busy, and not at all while
/// the client is slow, because what lies ready costs memory.
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
