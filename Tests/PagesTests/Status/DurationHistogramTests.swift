import Pages
import TestSupport
import Testing

@Suite(.unit) struct DurationHistogramTests {
    @Test(
        arguments: [
            (0, 0), (1, 0), (2, 1), (3, 2), (60_000, 14), (60_001, 15), (1_000_000, 15),
        ])
    func `a duration counts up to the border that it reaches`(milliseconds: Int64, place: Int) {
        var histogram = DurationHistogram()
        histogram.add(.milliseconds(milliseconds))
        #expect(histogram.counts.firstIndex(of: 1) == place)
        #expect(histogram.count == 1 && histogram.sum == .milliseconds(milliseconds))
    }

    @Test func `there is no median of nothing`() {
        #expect(DurationHistogram().quantile(0.5) == nil)
    }

    @Test func `a quantile lies between the borders that hold it`() throws {
        var histogram = DurationHistogram()
        for _ in 0..<98 { histogram.add(.milliseconds(15)) }
        for _ in 0..<2 { histogram.add(.seconds(4)) }
        let median = try #require(histogram.quantile(0.5))
        #expect(0.010...0.020 ~= median)
        let late = try #require(histogram.quantile(0.99))
        #expect(2.0...5.0 ~= late)
        #expect(histogram.quantile(1) == 5)
        histogram.add(.seconds(1000))
        #expect(histogram.quantile(1) == 60)
    }
}
