import TestSupport
import Testing

@testable import Remote

@Suite(.unit) struct BackoffTests {
    @Test func `waits longer each time, and then no more`() {
        var backoff = Backoff()
        let pauses = (0..<6).map { _ in backoff.next(wish: nil) }
        #expect(
            pauses == [
                .milliseconds(100), .milliseconds(200), .milliseconds(400), .milliseconds(800),
                .milliseconds(1600), nil,
            ])
    }

    @Test func `begins anew behind progress`() {
        var backoff = Backoff()
        for _ in 0..<5 { _ = backoff.next(wish: nil) }
        backoff.note(65_535)
        #expect(backoff.next(wish: nil) == nil)
        backoff.note(1)
        #expect(backoff.next(wish: nil) == .milliseconds(100))
        // What came before a failure is no progress behind it.
        for _ in 0..<4 { _ = backoff.next(wish: nil) }
        backoff.note(65_535)
        #expect(backoff.next(wish: nil) == nil)
    }

    @Test func `grants a server's wish up to ten seconds`() {
        var backoff = Backoff()
        #expect(backoff.next(wish: .seconds(3)) == .seconds(3))
        #expect(backoff.next(wish: .seconds(60)) == .seconds(10))
        #expect(backoff.next(wish: .zero) == .milliseconds(400))
    }

    @Test func `ends as soon as nobody waits`() {
        #expect(!Backoff.wait(.seconds(86_400)) { true })
        var count = 0
        #expect(
            !Backoff.wait(.seconds(86_400)) {
                count += 1
                return count == 3
            })
    }
}
