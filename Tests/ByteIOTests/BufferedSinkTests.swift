import ByteIO
import TestSupport
import Testing

@Suite(.unit) struct BufferedSinkTests {
    private final class Pieces: ByteOutput {
        var pieces: [[UInt8]] = []
        var failure: SinkError?

        func write(_ bytes: Span<UInt8>) throws(SinkError) {
            if let failure { throw failure }
            var piece: [UInt8] = []
            piece.append(copying: bytes)
            pieces.append(piece)
        }
    }

    private static let capacity = 32 * 1024

    @Test(arguments: [1, 7, 1000, 32 * 1024, 100_000])
    func `passes on what it is given, many bytes at a time`(size: Int) throws {
        let output = Pieces()
        let sink = BufferedSink(output, capacity: Self.capacity)
        var expected: [UInt8] = []
        for number in 0..<5 {
            let bytes = [UInt8](repeating: UInt8(number), count: size)
            try sink.write(bytes)
            expected += bytes
        }
        try sink.flush()
        let isWhole = Array(output.pieces.joined()) == expected
        #expect(isWhole)
        #expect(sink.bytesPassedOn == UInt64(expected.count))
        #expect(output.pieces.dropLast().allSatisfy { $0.count == Self.capacity })
    }

    @Test func `holds back until it is full or told`() throws {
        let output = Pieces()
        let sink = BufferedSink(output, capacity: Self.capacity)
        try sink.write([1, 2, 3])
        #expect(output.pieces.isEmpty && sink.bytesPassedOn == 0 && sink.firstPassedOn == nil)
        try sink.flush()
        #expect(output.pieces == [[1, 2, 3]] && sink.firstPassedOn != nil)
        try sink.flush()
        #expect(output.pieces.count == 1)
    }

    @Test func `an output that fails has passed nothing on`() throws {
        let output = Pieces()
        output.failure = .disconnected
        let sink = BufferedSink(output, capacity: Self.capacity)
        try sink.write([1])
        #expect(throws: SinkError.disconnected) { try sink.flush() }
        #expect(sink.bytesPassedOn == 0)
        // Some of it may be out, and must not come twice.
        output.failure = nil
        try sink.flush()
        #expect(output.pieces.isEmpty)
    }
}
