import Synchronization
import TestSupport
import Testing

@testable import HTTPClient

@Suite(.unit) struct HandlePoolTests {
    private static let directory = "/etc/ssl/certs"

    @Test func `lends the handle that was given back last`() throws {
        let pool = HandlePool(authorities: Self.directory)
        let handles = try (0..<3).map { _ in try pool.borrow() }
        for handle in handles { pool.giveBack(handle) }
        #expect(try pool.borrow() === handles[2])
        #expect(try pool.borrow() === handles[1])
    }

    @Test func `keeps 64 handles and no more`() throws {
        let pool = HandlePool(authorities: Self.directory)
        let handles = try (0..<70).map { _ in try pool.borrow() }
        for handle in handles { pool.giveBack(handle) }
        #expect(pool.count == 64)
        #expect(try pool.borrow() === handles[69])
    }

    @Test func `what nobody borrows any more goes by itself`() async throws {
        let origin = try await Origin()
        let pool = HandlePool(authorities: Self.directory, age: .milliseconds(1))
        _ = try await HTTPClient(pool).reply(to: origin.request("/hello"))
        try await eventually("the handle to go") { pool.count == 0 ? () : nil }
        try await origin.happened("closed connection")
    }

    @Test func `closes connections that nobody used for 15 seconds`() async throws {
        let origin = try await Origin()
        let clock = SetClock()
        let client = HTTPClient(HandlePool(authorities: Self.directory) { clock.now })
        _ = try await client.reply(to: origin.request("/hello"))
        clock.advance(by: .seconds(14))
        _ = try await client.reply(to: origin.request("/hello"))
        #expect(try await origin.count("connection") == 1)
        clock.advance(by: .seconds(15))
        _ = try await client.reply(to: origin.request("/hello"))
        try await origin.happened("closed connection")
        #expect(try await origin.count("connection") == 2)
    }
}

/// A clock that the test sets.
private final class SetClock: Sendable {
    private let time = Mutex(ContinuousClock.now)

    var now: ContinuousClock.Instant { time.withLock { $0 } }

    func advance(by duration: Duration) { time.withLock { $0 += duration } }
}
