internal import ByteIO
internal import Gateway
internal import Pages
internal import Synchronization
internal import SystemCalls

/// A request that is being answered, as other threads see it.
///
/// The thread that answers takes notes in it a few times a request. What is sent is counted by the writer of the response.
final class RunningRequest: Sendable {
    private struct Body {
        var format: String?
        /// Bytes of the head; nil until the answer begins.
        var headCount: UInt64?
        /// Bytes of the body, if they are known.
        var total: UInt64?
        /// Whether the request will be among the sums of archives when it has ended.
        var isCounted = false
    }

    /// So long a client takes nothing until it is said to be slow.
    private static let patience: Duration = .seconds(1)

    let id: String
    private let client: String
    private let method: String
    private let path: String
    private let since = ProcessClock.now.seconds
    private let progress: SendProgress?
    /// The place of a state among all; negative for a request that is not to be seen.
    private let state = Atomic<Int>(0)
    private let body = Mutex(Body())

    init(id: String, client: String, method: String, path: String, progress: SendProgress?) {
        (self.id, self.client, self.method, self.path) = (id, client, method, path)
        self.progress = progress
    }

    func enter(_ new: RequestState) {
        state.store(RequestState.allCases.firstIndex(of: new) ?? -1, ordering: .relaxed)
    }

    /// Takes the request for the status itself out of sight.
    func hide() { state.store(-1, ordering: .relaxed) }

    func note(format: String) { body.withLock { $0.format = format } }

    /// - Parameters:
    ///   - headCount: Bytes of the head.
    ///   - total: Bytes of the body, if they are known.
    ///   - isCounted: Whether it will be among the sums of archives.
    func begin(headCount: Int, total: UInt64?, isCounted: Bool = false) {
        body.withLock { body in
            body.isCounted = isCounted
            body.headCount = UInt64(headCount)
            body.total = total
        }
        enter(.sending)
    }

    /// How long its client has let it wait.
    var waited: Duration { progress?.reading().waited ?? .zero }

    /// What there is to see, and how much of that is to be added to the sums of archives; nil for a request that is not to be
    /// seen.
    func look(
        at now: ContinuousClock.Instant = .now
    ) -> (request: StatusReport.Request, counted: (sent: UInt64, waited: Duration))? {
        let place = state.load(ordering: .relaxed)
        guard RequestState.allCases.indices.contains(place) else { return nil }
        let body = body.withLock { $0 }
        let reading = progress?.reading(at: now)
        let waiting = reading?.waiting ?? .zero
        var state = RequestState.allCases[place]
        if state == .sending, waiting >= Self.patience { state = .blocked }
        let sent = reading?.sent ?? 0
        let request = StatusReport.Request(
            id: id, client: client, since: since, method: method, path: path, format: body.format,
            state: state, sent: body.headCount.map { sent - min(sent, $0) } ?? 0, total: body.total,
            rate: body.headCount == nil ? 0 : reading?.rate ?? 0,
            blocked: state == .blocked ? waiting : .zero)
        return (request, body.isCounted ? (request.sent, reading?.waited ?? .zero) : (0, .zero))
    }
}
