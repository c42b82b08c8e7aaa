import Synchronization

/// Handles that run no transfer, with the connections they keep.
///
/// The one that was given back last is lent first: its connections are the freshest, and those that are not needed
/// any more grow old.
final class HandlePool: Sendable {
    /// How many handles are kept at most.
    static let limit = 64

    /// How long a handle and its connections are kept. Nothing ends them but the next use of the pool: until then
    /// they may stay open for longer, but no request is sent on them.
    static let age = Duration.seconds(15)

    private struct Idle {
        let handle: CurlMulti
        let since: ContinuousClock.Instant
    }

    private let authorities: String
    private let now: @Sendable () -> ContinuousClock.Instant
    private let idle = Mutex<[Idle]>([])

    /// - Parameter authorities: The directory of certificates that servers are verified with, hashed as by `openssl
    ///   rehash`.
    init(authorities: String, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.authorities = authorities
        self.now = now
    }

    /// How many handles are kept.
    var count: Int { idle.withLock { $0.count } }

    /// A handle for one session. It is given back, or closes its connections with the last reference to it.
    func borrow() throws(HTTPClientError) -> CurlMulti {
        // `closed` is let go behind the lock: closing connections takes system calls.
        let (handle, closed) = idle.withLock { idle in
            let closed = removeAged(&idle)
            return (idle.popLast()?.handle, closed)
        }
        _ = consume closed
        if let handle { return handle }
        return try CurlMulti(authorities: authorities)
    }

    /// Takes a handle back. Transfers that still run in it are ended.
    func giveBack(_ handle: CurlMulti) {
        handle.endAll()
        let closed = idle.withLock { idle in
            var closed = removeAged(&idle)
            if idle.count == Self.limit { closed.append(idle.removeFirst()) }
            idle.append(Idle(handle: handle, since: now()))
            return closed
        }
        _ = consume closed
    }

    /// The oldest stand first.
    private func removeAged(_ idle: inout [Idle]) -> [Idle] {
        let now = now()
        let aged = Array(idle.prefix { now - $0.since >= Self.age })
        idle.removeFirst(aged.count)
        return aged
    }
}
