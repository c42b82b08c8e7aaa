internal import Synchronization

/// Memory for records. A response borrows a buffer, and returns it when its client turns out to be slow or when the
/// response ends.
///
/// At most 128 large buffers are lent at once. A client shows only after a while that it is slow; until then thousands
/// of slow clients would each hold a large buffer.
public final class SendBuffers: Sendable {
    /// Two whole records. More made no difference that could be measured.
    static let largeCapacity = 2 * (RecordWriter.headerSize + RecordWriter.largestPayload)
    static let smallCapacity = 4 * 1024
    /// Large buffers that may be lent at once.
    static let largeLimit = 128
    /// Large buffers that are kept when nobody uses them.
    private static let spareLimit = 8

    private struct State {
        var lentCount = 0
        var spare: [[UInt8]] = []
    }

    private let state = Mutex(State())

    public init() {}

    /// An empty array, and how many bytes it may hold.
    ///
    /// - Parameter isLarge: Whether a large one is of use; a small one may come all the same.
    func lend(large isLarge: Bool) -> (buffer: [UInt8], capacity: Int) {
        let (spare, isGranted) = state.withLock { state in
            let isGranted = isLarge && state.lentCount < Self.largeLimit
            if isGranted { state.lentCount += 1 }
            return (isGranted ? state.spare.popLast() : nil, isGranted)
        }
        let capacity = isGranted ? Self.largeCapacity : Self.smallCapacity
        if let spare { return (spare, capacity) }
        var buffer: [UInt8] = []
        buffer.reserveCapacity(capacity)
        return (buffer, capacity)
    }

    /// - Parameter capacity: As it was lent.
    func takeBack(_ buffer: consuming [UInt8], capacity: Int) {
        guard capacity == Self.largeCapacity else { return }
        buffer.removeAll(keepingCapacity: true)
        let buffer = buffer
        state.withLock { state in
            state.lentCount -= 1
            if state.spare.count < Self.spareLimit { state.spare.append(buffer) }
        }
    }
}
