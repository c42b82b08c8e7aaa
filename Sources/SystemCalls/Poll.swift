private import Glibc

/// Waiting for descriptors (poll(2)).
public enum Poll {
    public enum Readiness: Equatable, Sendable {
        case ready
        /// The descriptor that says "stop" has become readable.
        case stopped
        case timedOut
    }

    /// Waits until `number` can be written to without blocking, or has failed, which the next write will
    /// tell.
    public static func waitUntilWritable(_ number: CInt, stop: CInt, timeout: Duration) -> Readiness {
        wait(for: [(number, CInt(POLLOUT)), (stop, CInt(POLLIN))], timeout)
    }

    /// Waits until there is something to read from `number`, an end included.
    public static func waitUntilReadable(_ number: CInt, stop: CInt, timeout: Duration) -> Readiness {
        wait(for: [(number, CInt(POLLIN)), (stop, CInt(POLLIN))], timeout)
    }

    /// Whether `number` can be written to, now or before time is up.
    public static func isWritable(_ number: CInt, within timeout: Duration) -> Bool {
        var items = [pollfd(fd: number, events: Int16(POLLOUT), revents: 0)]
        return unsafe poll(&items, 1, milliseconds(timeout)) > 0
    }

    /// Whether there is something to read from `number` at this moment.
    public static func isReadable(_ number: CInt) -> Bool { !readable([number], timeout: .zero).isEmpty }

    /// Whether the peer of the connection `number` has closed it.
    public static func hasHungUp(_ number: CInt) -> Bool {
        // POLLRDHUP (Linux): over TCP, a peer that has closed is not POLLHUP until something is sent to it.
        var items = [pollfd(fd: number, events: 0x2000, revents: 0)]
        return unsafe poll(&items, 1, 0) > 0
    }

    /// Whether nobody can read any more what is written to `number`, now or before time is up: the peer of a
    /// connection has closed it for both directions, or a pipe has no reader.
    public static func isClosed(_ number: CInt, within timeout: Duration = .zero) -> Bool {
        var items = [pollfd(fd: number, events: 0, revents: 0)]
        return unsafe poll(&items, 1, milliseconds(timeout)) > 0
    }

    /// Waits until some of `numbers` have something to read, and tells which, by index; none when time is up.
    public static func readable(_ numbers: [CInt], timeout: Duration?) -> [Int] {
        var items = numbers.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let milliseconds = timeout.map(Self.milliseconds) ?? -1
        guard unsafe poll(&items, nfds_t(items.count), milliseconds) > 0 else { return [] }
        return items.indices.filter { items[$0].revents != 0 }
    }

    private static func wait(for pair: [(number: CInt, events: CInt)], _ timeout: Duration) -> Readiness {
        var items = pair.map { pollfd(fd: $0.number, events: Int16($0.events), revents: 0) }
        let deadline = ContinuousClock.now + timeout
        while true {
            let left = max(.zero, deadline - .now)
            let result = unsafe poll(&items, nfds_t(items.count), milliseconds(left))
            if result < 0, errno == EINTR { continue }
            if result == 0 { return .timedOut }
            return items[1].revents != 0 ? .stopped : .ready
        }
    }

    /// Rounded up, so that a wait never spins.
    private static func milliseconds(_ duration: Duration) -> CInt {
        let (seconds, attoseconds) = duration.components
        guard seconds < 1_000_000 else { return 1_000_000_000 }
        return CInt(seconds) * 1000 + CInt((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
