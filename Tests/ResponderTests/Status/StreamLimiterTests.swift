import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct StreamLimiterTests {
    @Test(arguments: [1, 2, 10])
    func `admits as many as it may and no more`(limit: Int) {
        let limiter = StreamLimiter(limit: limit)
        for _ in 0..<limit { #expect(limiter.enter()) }
        for _ in 0..<5 { #expect(!limiter.enter()) }
        limiter.leave()
        #expect(limiter.enter())
        #expect(!limiter.enter())
    }

    @Test func `a place is free when nothing refers to it any more`() {
        let limiter = StreamLimiter(limit: 1)
        var place = limiter.place()
        #expect(place != nil && limiter.place() == nil)
        place = nil
        #expect(limiter.place() != nil && limiter.active == 0)
    }

    @Test func `counts right when many come at once`() async {
        let limiter = StreamLimiter(limit: 3)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<2000 where limiter.enter() { limiter.leave() }
                }
            }
        }
        #expect(
            [limiter.enter(), limiter.enter(), limiter.enter(), limiter.enter()] == [true, true, true, false])
    }

    @Test func `knows how many there are, and how many there were at most`() {
        let limiter = StreamLimiter(limit: 2)
        #expect(limiter.active == 0 && limiter.most == 0)
        for _ in 0..<3 { _ = limiter.enter() }
        #expect(limiter.active == 2 && limiter.most == 2)
        limiter.leave()
        limiter.leave()
        #expect(limiter.active == 0 && limiter.most == 2)
    }
}
