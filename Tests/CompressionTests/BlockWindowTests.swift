import TestSupport
import Testing

@testable import Compression

@Suite(.unit) struct BlockWindowTests {
    @Test func `grows while the pool sets the pace, up to what there is room for`() {
        var window = BlockWindow()
        for _ in 1...10 { window.adapt(waiting: .milliseconds(5), sending: .microseconds(50), largest: 4) }
        #expect(window.limit == 4)
        window.adapt(waiting: .zero, sending: .milliseconds(1), largest: 4)
        #expect(window.limit == 4)
        window.adapt(waiting: .milliseconds(5), sending: .zero, largest: 1)
        #expect(window.limit == 1)
    }

    @Test func `a slow client holds nothing but the block it is sent`() {
        var window = BlockWindow()
        for _ in 1...3 { window.adapt(waiting: .milliseconds(5), sending: .zero, largest: 4) }
        window.adapt(waiting: .zero, sending: .seconds(6), largest: 4)
        #expect(window.limit == 0)
    }
}
