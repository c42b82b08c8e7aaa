import TestSupport
import Testing

@testable import Compression

@Suite(.unit) struct CompressibilityTestTests {
    @Test(arguments: [20, 1000, 2048, 4096, 16_384])
    func `text and zeros surely shrink`(size: Int) {
        for data in [SampleData.text, .zeros] { #expect(guess(data.bytes(size)) == .shrinks) }
    }

    @Test(arguments: [2048, 4096, 16_384])
    func `random bytes are known from a few thousand on`(size: Int) {
        let bytes = SampleData.random.bytes(SampleData.largest)
        let guesses = stride(from: 0, to: bytes.count - size, by: size).map {
            guess(Array(bytes[$0..<$0 + size]))
        }
        #expect(!guesses.contains(.shrinks))
        // One sample in 30,000 has counts that chance rarely makes.
        #expect(guesses.count { $0 != .isRandom } <= 1)
        #expect(guess(Array(bytes.prefix(1000))) == .unclear)
    }

    @Test func `random bytes that repeat are not taken for random`() {
        let period = SampleData.random.bytes(512)
        #expect(guess(Array((0..<32).map { _ in period }.joined())) != .isRandom)
    }

    @Test func `packed data that is not quite random must be tried`() {
        // Each byte is either value of a random pair, one of them more often.
        var bytes = SampleData.random.bytes(16_384)
        for index in stride(from: 0, to: bytes.count, by: 3) { bytes[index] |= 1 }
        #expect(guess(bytes) == .unclear)
    }

    @Test func `the sample is the middle of the block`() {
        #expect(CompressibilityTest.sample(of: Array(repeating: 0, count: 10), from: 0) == 0..<10)
        #expect(CompressibilityTest.sample(of: Array(repeating: 0, count: 10), from: 4) == 4..<10)
        let block = [UInt8](repeating: 0, count: 100 + 36_384)
        #expect(CompressibilityTest.sample(of: block, from: 100) == 10_100..<26_484)
    }

    private func guess(_ bytes: [UInt8]) -> CompressibilityTest.Guess {
        var test = CompressibilityTest()
        return test.guess(bytes.span)
    }
}
