import TestSupport
import Testing

@testable import penstock

@Suite(.unit) struct ProgressBarTests {
    @Test(
        arguments: [
            (0, 100, 0, "[------------------------] 0%  0 B of 100 B  0 B/s  -:-- left"),
            (50, 100, 1, "[############------------] 50%  50 B of 100 B  50 B/s  0:01 left"),
            (100, 100, 10, "[########################] 100%  100 B of 100 B  10 B/s  0:00 left"),
            (
                1_000_000, 100_000_000, 10,
                "[------------------------] 1%  1.0 MB of 100 MB  100 kB/s  16:30 left"
            ),
            (1, 100_000, 1, "[------------------------] 0%  1 B of 100 kB  1 B/s  27:46:39 left"),
            (0, 0, 0, "[########################] 100%  0 B of 0 B  0 B/s  -:-- left"),
            (200, 100, 1, "[########################] 100%  200 B of 100 B  200 B/s  0:00 left"),
        ] as [(UInt64, UInt64, Int, String)])
    func `says share, bytes, rate and time left`(done: UInt64, total: UInt64, seconds: Int, line: String) {
        #expect(ProgressBar.line(done: done, of: total, after: .seconds(seconds)) == line)
    }

    @Test(arguments: [(0, 1), (1, .max), (.max, .max), (.max, 0), (.max, 1)] as [(UInt64, UInt64)])
    func `no number is too large`(done: UInt64, total: UInt64) {
        for elapsed in [Duration.zero, .nanoseconds(1), .seconds(1), .seconds(Int64.max / 2)] {
            #expect(ProgressBar.line(done: done, of: total, after: elapsed).hasSuffix(" left"))
        }
    }
}
