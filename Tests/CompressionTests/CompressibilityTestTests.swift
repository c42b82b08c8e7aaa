import Testing

@testable import Compression

@Suite struct CompressibilityTestTests {
    @Test(
        arguments: [
            ([], 0), ([7], 0), ([0, 0, 0, 0], 0), ([0, 1], 1), ([0, 1, 2, 3], 2), ((0...255).map { $0 }, 8),
        ] as [([UInt8], Double)])
    func `entropy is in bits per byte`(bytes: [UInt8], entropy: Double) {
        #expect(abs(CompressibilityTest.entropy(of: bytes.span) - entropy) < 1e-9)
    }

    @Test(arguments: [(SampleData.zeros, true), (.text, true), (.random, false)])
    func `guesses what deflate is worth`(data: SampleData, mayShrink: Bool) {
        for size in [20, 1000, 16_384, 16_385, 262_144] where data != .random || size >= 1000 {
            var test = CompressibilityTest()
            let bytes = data.bytes(size)
            let guess = test.mayShrink(bytes.span)
            #expect(guess == mayShrink, "\(size) bytes")
        }
    }

    @Test func `data of full entropy that repeats is worth it all the same`() {
        let period = SampleData.random.bytes(512)
        let bytes = Array((0..<32).map { _ in period }.joined())
        #expect(CompressibilityTest.entropy(of: bytes.span) > 7.5)
        var test = CompressibilityTest()
        let guess = test.mayShrink(bytes.span)
        #expect(guess)
    }
}
