import TestSupport
import Testing

@testable import Compression

@Suite(.unit) struct FairQueueTests {
    @Test func `lanes take turns, and keep their own order`() {
        var queue = FairQueue<String>()
        for number in 1...3 { queue.append("a\(number)", lane: 1) }
        for number in 1...2 { queue.append("b\(number)", lane: 2) }
        queue.append("c1", lane: 3)
        #expect(Self.rest(of: &queue) == ["a1", "b1", "c1", "a2", "b2", "a3"])
    }

    @Test func `a lane that had nothing comes before those that always have`() {
        var queue = FairQueue<String>()
        for number in 1...3 { queue.append("a\(number)", lane: 1) }
        for number in 1...3 { queue.append("b\(number)", lane: 2) }
        #expect([queue.next(), queue.next()] == ["a1", "b1"])
        queue.append("new", lane: 3)
        #expect(Self.rest(of: &queue) == ["new", "a2", "b2", "a3", "b3"])
    }

    @Test func `a discarded lane is as if it had never been`() {
        var queue = FairQueue<String>()
        for lane in 1...3 {
            queue.append("\(lane).1", lane: lane)
            queue.append("\(lane).2", lane: lane)
        }
        #expect([queue.next(), queue.next()] == ["1.1", "2.1"])
        queue.discard(lane: 2)
        queue.discard(lane: 3)
        queue.discard(lane: 4)
        #expect(Self.rest(of: &queue) == ["1.2"])
        queue.append("2.3", lane: 2)
        #expect(Self.rest(of: &queue) == ["2.3"])
    }

    private static func rest(of queue: inout FairQueue<String>) -> [String] {
        var jobs: [String] = []
        while let job = queue.next() { jobs.append(job) }
        return jobs
    }
}
