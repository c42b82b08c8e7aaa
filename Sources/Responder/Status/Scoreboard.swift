internal import Pages
internal import Synchronization
internal import SystemCalls

/// The requests that are being answered, and the sums of those that were. Used by many threads.
///
/// A request is entered when it comes and left when it ends, each with one lock. What happens in between is in the request
/// itself. So a look costs those that are looked at nothing.
final class Scoreboard: Sendable {
    private struct State {
        var running: [ObjectIdentifier: RunningRequest] = [:]
        var totals = StatusTotals()
    }

    private let state = Mutex(State())
    /// Seconds since 1970.
    let started = ProcessClock.now.seconds

    func enter(_ request: RunningRequest) {
        state.withLock { $0.running[ObjectIdentifier(request)] = request }
    }

    /// Takes a request off, and adds what became of it in the same moment: it is always either here or there.
    ///
    /// - Parameter note: Adds it to the sums.
    func leave(_ request: RunningRequest, _ note: (inout StatusTotals) -> Void) {
        state.withLock { state in
            state.running[ObjectIdentifier(request)] = nil
            note(&state.totals)
        }
    }

    func noteReload(isGood: Bool) { state.withLock { $0.totals.addReload(isGood: isGood) } }

    /// What there is to see, in sums that never fall from one look to the next.
    func look() -> (
        running: [StatusReport.Request], totals: StatusTotals, sent: UInt64, blocked: Duration
    ) {
        let (running, totals) = state.withLock { (Array($0.running.values), $0.totals) }
        let now = ContinuousClock.now
        var (requests, sent, blocked) = ([StatusReport.Request](), totals.bytes, totals.blocked)
        requests.reserveCapacity(running.count)
        for request in running {
            guard let (request, counted) = request.look(at: now) else { continue }
            requests.append(request)
            sent += counted.sent
            blocked += counted.waited
        }
        return (requests, totals, sent, blocked)
    }
}
