import TestSupport
import Testing

@testable import penstock

@Suite(.unit) struct ProgressBarTests {
    @Test(
        arguments: [
            (0, "0 B"), (1, "1 B"), (999, "999 B"), (1000, "1.0 kB"), (1049, "1.0 kB"), (1050, "1.1 kB"),
            (99_900, "99.9 kB"), (99_949, "99.9 kB"), (99_950, "100 kB"), (999_499, "999 kB"),
            (999_500, "1.0 MB"),
            (1_500_000_000, "1.5 GB"), (2e12, "2.0 TB"), (1e15, "1.0 PB"), (1.8e19, "18.0 EB"),
            (1e24, "1000000 EB"),
        ] as [(Double, String)])
    func `a size has three digits that count`(bytes: Double, text: String) {
        #expect(ProgressBar.size(bytes) == text)
    }

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
