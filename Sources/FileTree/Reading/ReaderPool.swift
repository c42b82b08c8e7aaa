internal import SystemCalls
public import Threads

/// Threads that read small files ahead, for all streams.
///
/// If a disk hangs, so may all of them; then each stream reads its files itself.
public final class ReaderPool: Sendable {
    /// Several for each processor: they wait for disks more than they work.
    public static var suitedCount: Int { 4 * Processors.count }
    /// Batches that may wait for a reader: with more, readers are no help.
    private static let largestBacklog = 64

    private struct State {
        var batches: [ReadBatch] = []
        var isClosed = false
    }

    private enum Turn {
        case work(ReadBatch)
        case end
    }

    private let state = Monitor(State())

    public init(threads: Int = suitedCount) throws(ThreadError) {
        let state = state
        for _ in 0..<threads {
            try Thread.start {
                while case .work(let batch) = Self.next(state) { batch.run() }
            }
        }
    }

    deinit { state.updateForAll { $0.isClosed = true } }

    /// Has a batch read soon, or not at all.
    func read(_ batch: ReadBatch) {
        state.update { if $0.batches.count < Self.largestBacklog { $0.batches.append(batch) } }
    }

    private static func next(_ state: Monitor<State>) -> Turn {
        state.wait { state in
            if state.isClosed { return .end }
            return state.batches.isEmpty ? nil : .work(state.batches.removeFirst())
        }
    }
}
