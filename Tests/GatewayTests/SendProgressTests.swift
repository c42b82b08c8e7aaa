import ByteIO
import TestSupport
import Testing

@testable import Gateway

@Suite(.unit) struct SendProgressTests {
    private let start = ContinuousClock.now

    @Test func `a send under way is waited for from its beginning to its end`() {
        let progress = SendProgress()
        #expect(progress.reading(at: start).waiting == .zero)
        progress.begin(at: start)
        let during = progress.reading(at: start + .seconds(3))
        #expect(during.waiting == .seconds(3) && during.waited == .seconds(3) && during.sent == 0)
        progress.end(sent: 70, in: .seconds(4))
        let after = progress.reading(at: start + .seconds(9))
        #expect(after.waiting == .zero && after.waited == .seconds(4) && after.sent == 70)
    }

    @Test func `a send that takes no time waits for nobody`() {
        let progress = SendProgress()
        progress.begin(at: start)
        #expect(progress.reading(at: start + .milliseconds(19)).waited == .zero)
        progress.end(sent: 1, in: .milliseconds(19))
        #expect(progress.reading(at: start + .seconds(1)).waited == .zero)
    }

    @Test func `a send that fails has sent nothing, and is over`() {
        let progress = SendProgress()
        progress.begin(at: start)
        progress.end(sent: 5, in: .zero)
        progress.begin(at: start)
        progress.end(in: .seconds(300))
        let reading = progress.reading(at: start + .seconds(400))
        #expect(reading.sent == 5 && reading.waiting == .zero && reading.waited == .seconds(300))
    }

    /// One send each second, of so many bytes, each in no time.
    @Test(
        arguments: [
            ([], 0, 0), ([100], 1, 100), ([100, 100, 100], 3, 100), ([100, 100, 100], 6, 50),
            // Only what came in the last five to ten seconds counts.
            (Array(repeating: 1000, count: 20) + Array(repeating: 10, count: 20), 40, 10),
            (Array(repeating: 10, count: 20) + Array(repeating: 1000, count: 20), 40, 1000),
        ] as [([UInt64], Int, UInt64)])
    func `the rate is that of the last seconds`(sends: [UInt64], seconds: Int, rate: UInt64) {
        let progress = SendProgress()
        var sum: UInt64 = 0
        for (second, count) in sends.enumerated() {
            progress.begin(at: start + .seconds(second))
            sum += count
            progress.end(sent: sum, in: .zero)
        }
        #expect(progress.reading(at: start + .seconds(seconds)).rate == rate)
    }

    @Test func `a writer takes note of what has left`() async throws {
        let pair = try SocketPair()
        async let received = onThread { try pair.receiveSome(200_000) }
        let progress = try await onThread {
            defer { pair.closeNear() }
            let writer = try RecordWriter.timeless(to: pair)
            try writer.write([1, 2, 3])
            let before = writer.progress?.reading().sent
            try writer.flush()
            return (before: before, after: writer.progress?.reading())
        }
        #expect(progress.before == 0)
        #expect(progress.after?.sent == 3 && progress.after?.waiting == .zero)
        #expect(try await received.count == 11)
    }
}
