internal import Synchronization

/// Memory for records, lent to a response and taken back at its end.
///
/// Beyond some hundred responses at once, most of them wait for slow clients: those get smaller buffers.
public final class SendBuffers: Sendable {
    /// Two whole records. More made no difference that could be measured.
    static let largeCapacity = 2 * (RecordWriter.headerSize + RecordWriter.largestPayload)
    static let smallCapacity = 32 * 1024
    /// How many large buffers there may be.
    static let largeLimit = 256
    /// How many of them are kept when nobody uses them.
    private static let spareLimit = 8

    private struct State {
        var lentCount = 0
        var spare: [[UInt8]] = []
    }

    private let state = Mutex(State())

    public init() {}

    /// An empty array, and how much it may hold.
    func lend() -> (buffer: [UInt8], capacity: Int) {
        let (spare, isLarge) = state.withLock { state in
            state.lentCount += 1
            let isLarge = state.lentCount <= Self.largeLimit
            return (isLarge ? state.spare.popLast() : nil, isLarge)
        }
        if let spare { return (spare, Self.largeCapacity) }
        let capacity = isLarge ? Self.largeCapacity : Self.smallCapacity
        var buffer: [UInt8] = []
        buffer.reserveCapacity(capacity)
        return (buffer, capacity)
    }

    func takeBack(_ buffer: consuming [UInt8]) {
        buffer.removeAll(keepingCapacity: true)
        let buffer = buffer
        state.withLock { state in
            state.lentCount -= 1
            if buffer.capacity >= Self.largeCapacity, state.spare.count < Self.spareLimit {
                state.spare.append(buffer)
            }
        }
    }
}
