import Pages
import TestSupport
import Testing

@Suite(.unit) struct StatusTotalsTests {
    @Test func `archives are added up by format and result`() {
        var totals = StatusTotals()
        for (format, result) in [
            ("zip", StreamResult.complete), ("zip", .complete), ("tar", .complete), ("tar", .changed),
        ] {
            var stream = StatusTotals.Stream()
            (stream.format, stream.result, stream.bytes) = (format, result, 10)
            (stream.entries, stream.skipped, stream.firstByte) = (3, 1, .milliseconds(4))
            totals.add(stream, now: 77)
        }
        #expect(totals.streams["zip"] == [.complete: 2])
        #expect(totals.streams["tar"] == [.complete: 1, .changed: 1])
        #expect(totals.count(.complete) == 3 && totals.answers == [.archive: 4])
        #expect(totals.bytes == 40 && totals.entries == 12 && totals.skipped == 4)
        #expect(totals.firstByte.count == 4)
    }

    @Test(arguments: StreamResult.allCases)
    func `only what this side is to blame for is a failure`(result: StreamResult) {
        var totals = StatusTotals()
        var stream = StatusTotals.Stream()
        stream.result = result
        totals.add(stream, now: 77)
        let blameless: [StreamResult] = [.complete, .clientGone, .dropped, .stopped]
        #expect(totals.lastFailure == (blameless.contains(result) ? nil : 77))
    }

    @Test func `a refusal is an answer`() {
        var totals = StatusTotals()
        totals.add(RefusalKind.limit)
        totals.add(RefusalKind.limit)
        totals.add(AnswerKind.head)
        #expect(totals.answers == [.refused: 2, .head: 1] && totals.refusals == [.limit: 2])
    }
}
