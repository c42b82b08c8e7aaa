import TestSupport
import Testing

@testable import ByteIO

@Suite(.unit) struct ByteSourceTests {
    /// Counts up from 0 to `end`, a few bytes at a time.
    private final class Counter: ByteSource {
        private var next: UInt8 = 0
        private let end: UInt8
        private let pieceSize: Int

        init(to end: UInt8, pieceSize: Int) {
            self.end = end
            self.pieceSize = pieceSize
        }

        func read(into output: inout OutputSpan<UInt8>) throws(SourceError) {
            guard next < end else { throw .endedEarly }
            for _ in 0..<min(pieceSize, output.freeCapacity, Int(end - next)) {
                output.append(next)
                next += 1
            }
        }
    }

    @Test(arguments: [1, 3, 7, 100])
    func `reads exactly as many bytes as are asked for, however they come`(pieceSize: Int) throws {
        let source = Counter(to: 50, pieceSize: pieceSize)
        var bytes: [UInt8] = [200]
        try source.read(20, appendingTo: &bytes)
        #expect(bytes == [200] + (0..<20))
        try source.read(30, appendingTo: &bytes)
        #expect(bytes == [200] + (0..<50))
    }

    @Test func `reading nothing asks for nothing`() throws {
        let source = Counter(to: 0, pieceSize: 1)
        var bytes: [UInt8] = []
        try source.read(0, appendingTo: &bytes)
        #expect(bytes.isEmpty)
    }

    @Test func `says so when the source ends early`() {
        let source = Counter(to: 5, pieceSize: 2)
        var bytes: [UInt8] = []
        #expect(throws: SourceError.endedEarly) { try source.read(6, appendingTo: &bytes) }
    }
}
