internal import Threads

/// Where streams leave their blocks, and the pool's threads wait for them.
final class WorkQueue: Sendable {
    private struct State {
        var jobs = FairQueue<BlockJob>()
        var isClosed = false
    }

    private enum Turn {
        case work(BlockJob)
        case end
    }

    private let state = Monitor(State())

    func append(_ job: BlockJob, lane: Int, isBackground: Bool) {
        state.update { $0.jobs.append(job, lane: lane, isBackground: isBackground) }
    }

    func discard(lane: Int) { state.update { $0.jobs.discard(lane: lane) } }

    /// The next job; nil once the queue is closed. Blocks while there is none.
    func next() -> BlockJob? {
        let turn = state.wait { state in
            state.isClosed ? Turn.end : state.jobs.next().map { .work($0) }
        }
        return switch turn {
        case .work(let job): job
        case .end: nil
        }
    }

    /// Lets all who wait go.
    func close() { state.updateForAll { $0.isClosed = true } }
}
