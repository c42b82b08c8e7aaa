internal import Threads

/// An index that is being completed for a download that was broken off or wants to begin in the middle.
///
/// It comes after everything else as long as nobody waits for it, and then does not go on for ever.
final class Completion: Sendable {
    private struct State {
        var waitingCount = 0
        var isDone = false
        var isStopped = false
    }

    /// How long it may take as long as nobody waits for it.
    private static let patience: Duration = .seconds(1800)

    private let started = ContinuousClock.now
    private let state = Monitor(State())

    /// Whether somebody waits for it.
    var isUrgent: Bool { state.update { $0.waitingCount > 0 } }

    var mayGoOn: Bool {
        state.update { state in
            !state.isStopped && (state.waitingCount > 0 || .now - started < Self.patience)
        }
    }

    /// Lets it end soon.
    func stop() { state.updateForAll { $0.isStopped = true } }

    /// Notes that it has ended.
    func finish() { state.updateForAll { $0.isDone = true } }

    /// Makes it urgent and blocks until it has ended, for about `duration` at most.
    ///
    /// - Parameter isAbandoned: Asked each second or two whether to wait no longer.
    /// - Returns: whether it has ended.
    func wait(atMost duration: Duration, isAbandoned: () -> Bool) -> Bool {
        let deadline = ContinuousClock.now + duration
        state.updateForAll { $0.waitingCount += 1 }
        defer { state.updateForAll { $0.waitingCount -= 1 } }
        while ContinuousClock.now < deadline, !isAbandoned() {
            let isDone: Void? = state.wait(atMost: .zero) { $0.isDone ? () : nil }
            if isDone != nil { return true }
        }
        return false
    }
}
