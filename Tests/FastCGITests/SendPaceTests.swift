import Testing

@testable import FastCGI

@Suite struct SendPaceTests {
    @Test func `a client is slow from its first wait until much has gone without one`() {
        var pace = SendPace()
        pace.note(100_000, in: .milliseconds(1))
        #expect(!pace.isSlow)
        pace.note(100_000, in: .milliseconds(20))
        #expect(pace.isSlow)
        for _ in 1...20 { pace.note(100_000, in: .zero) }
        #expect(pace.isSlow)
        pace.note(100_000, in: .zero)
        #expect(!pace.isSlow)
    }

    @Test func `large buffers are few, and go from one response to the next`() {
        let buffers = SendBuffers()
        var lent = (0..<SendBuffers.largeLimit).map { _ in buffers.lend(large: true) }
        #expect(lent.allSatisfy { $0.capacity == SendBuffers.largeCapacity })
        #expect(buffers.lend(large: true).capacity == SendBuffers.smallCapacity)
        #expect(buffers.lend(large: false).capacity == SendBuffers.smallCapacity)
        let returned = lent.removeLast()
        buffers.takeBack(returned.buffer, capacity: returned.capacity)
        #expect(buffers.lend(large: true).capacity == SendBuffers.largeCapacity)
        #expect(buffers.lend(large: true).capacity == SendBuffers.smallCapacity)
    }
}
