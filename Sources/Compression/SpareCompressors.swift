internal import Threads

/// Compressors for streams that need a little compressed at once and would wait longer for a thread of the pool.
final class SpareCompressors: Sendable {
    private struct State {
        var free: [BlockCompressor] = []
        var usedCount = 0
    }

    private let limit: Int
    private let state = Monitor(State())

    /// - Parameter limit: How many streams can have one at the same time.
    init(limit: Int) { self.limit = limit }

    /// Has `body` use a compressor on this thread.
    ///
    /// - Returns: false if all are in use; `body` is not called then.
    func use(_ body: (BlockCompressor) -> Void) -> Bool {
        guard let compressor = borrow() else { return false }
        body(compressor)
        state.update { state in
            state.usedCount -= 1
            state.free.append(compressor)
        }
        return true
    }

    private func borrow() -> BlockCompressor? {
        state.update { state in
            guard state.usedCount < limit else { return nil }
            state.usedCount += 1
            return state.free.popLast() ?? BlockCompressor()
        }
    }
}
