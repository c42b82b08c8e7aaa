import TestSupport
import Testing

@testable import penstock

@Suite(.unit) struct ProbeClockTests {
    /// Two headers, then pages that were made at these milliseconds.
    private func archive(_ times: [Int]) -> [UInt8] {
        [UInt8](repeating: 0x61, count: 1024)
            + times.flatMap { time in
                let digits = String(time * 1000)
                let stamp = String(repeating: "0", count: 16 - digits.count) + digits
                return Array(stamp.utf8) + [UInt8](repeating: 0, count: 4096 - 16)
            }
    }

    @Test(
        arguments: [
            // Made at once: all of it was ahead, less what was taken.
            ([0, 1, 2, 3], 1024 + 4096, 3 * 4096),
            // Two pages before the client stopped, and nothing while it did.
            ([0, 1, 3000, 3001], 1024 + 2 * 4096, 0),
            ([0, 1, 2500, 3001], 1024 + 2 * 4096, 4096),
            // What is made just as the client goes on does not count.
            ([0, 1, 2900, 3001], 1024 + 2 * 4096, 0),
            // It took more than was made by then.
            ([0, 1, 3000, 3001], 1024 + 3 * 4096, 0),
        ] as [([Int], Int, Int)])
    func `what was made in the pause was made ahead`(times: [Int], taken: Int, ahead: Int) {
        #expect(ProbeClock.ahead(archive(times), taken: taken, pause: .seconds(3)) == ahead)
    }

    @Test func `what is no clock tells no time`() {
        #expect(ProbeClock.ahead([], taken: 0, pause: .seconds(3)) == nil)
        #expect(ProbeClock.ahead([UInt8](repeating: 0x30, count: 100), taken: 0, pause: .seconds(3)) == nil)
        #expect(
            ProbeClock.ahead([UInt8](repeating: 0x61, count: 100_000), taken: 0, pause: .seconds(3)) == nil)
    }
}
