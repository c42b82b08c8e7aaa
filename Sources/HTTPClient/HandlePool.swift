internal import Threads

/// Handles that run no transfer, with the connections they keep.
///
/// The one that was given back last is lent first: its connections are the freshest, and those that are not needed
/// any more grow old.
final class HandlePool: Sendable {
    /// How many handles are kept at most.
    static let limit = 64

    /// How long a handle and its connections are kept.
    static let age = Duration.seconds(15)

    private struct Idle {
        let handle: CurlMulti
        let since: ContinuousClock.Instant
    }

    private struct State {
        /// The oldest stand first.
        var idle: [Idle] = []
        /// Whether a thread waits for them to grow old. It lives as long as there are any.
        var isWatched = false
    }

    private let authorities: String
    private let age: Duration
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state = Monitor(State())

    /// - Parameter authorities: The directory of certificates that servers are verified with, hashed as by `openssl
    ///   rehash`.
    init(
        authorities: String, age: Duration = age,
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.authorities = authorities
        self.age = age
        self.now = now
    }

    /// How many handles are kept.
    var count: Int { state.update { $0.idle.count } }

    /// A handle for one session. It is given back, or closes its connections with the last reference to it.
    func borrow() throws(HTTPClientError) -> CurlMulti {
        // `closed` is let go behind the lock: closing connections takes system calls.
        let (handle, closed) = state.update { state in
            let closed = removeAged(&state.idle)
            return (state.idle.popLast()?.handle, closed)
        }
        _ = consume closed
        if let handle { return handle }
        return try CurlMulti(authorities: authorities)
    }

    /// Takes a handle back. Transfers that still run in it are ended.
    func giveBack(_ handle: CurlMulti) {
        handle.endAll()
        let (closed, mustWatch) = state.update { state in
            var closed = removeAged(&state.idle)
            if state.idle.count == Self.limit { closed.append(state.idle.removeFirst()) }
            state.idle.append(Idle(handle: handle, since: now()))
            defer { state.isWatched = true }
            return (closed, !state.isWatched)
        }
        _ = consume closed
        guard mustWatch else { return }
        // Without a thread, the next use of the pool closes what is old.
        do { try Thread.start { [self] in watch() } } catch { state.update { $0.isWatched = false } }
    }

    /// Closes what grows old, until there is nothing. Blocks.
    private func watch() {
        while true {
            let (closed, rest) = state.update { state in
                let closed = removeAged(&state.idle)
                state.isWatched = !state.idle.isEmpty
                return (closed, state.idle.first.map { age - (now() - $0.since) })
            }
            _ = consume closed
            guard let rest else { return }
            _ = state.wait(atMost: rest) { _ in Never?.none }
        }
    }

    private func removeAged(_ idle: inout [Idle]) -> [Idle] {
        let now = now()
        let aged = Array(idle.prefix { now - $0.since >= age })
        idle.removeFirst(aged.count)
        return aged
    }
}
