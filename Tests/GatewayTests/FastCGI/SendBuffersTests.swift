import ByteIO
import SystemCalls
import TestSupport
import Testing

@testable import Gateway

@Suite(.unit) struct SendBuffersTests {
    private static let small = SendBuffers.smallCapacity
    private static let large = SendBuffers.largeCapacity

    @Test func `lends as many large buffers as there may be, then small ones`() {
        let buffers = SendBuffers()
        #expect((0..<SendBuffers.largeLimit).allSatisfy { _ in Self.capacity(of: buffers) == Self.large })
        #expect((0..<10).allSatisfy { _ in Self.capacity(of: buffers) == Self.small })
        buffers.takeBack([], capacity: Self.small)
        #expect(Self.capacity(of: buffers) == Self.small)
        buffers.takeBack([], capacity: Self.large)
        #expect(Self.capacity(of: buffers) == Self.large)
        #expect(Self.capacity(of: buffers) == Self.small)
    }

    @Test func `who wants a small buffer takes no large one away`() {
        let buffers = SendBuffers()
        for _ in 0..<500 { #expect(buffers.lend(large: false).capacity == Self.small) }
        #expect((0..<SendBuffers.largeLimit).allSatisfy { _ in Self.capacity(of: buffers) == Self.large })
    }

    @Test func `lends again, empty, what was given back`() {
        let buffers = SendBuffers()
        var (buffer, capacity) = buffers.lend(large: true)
        #expect(buffer.isEmpty && buffer.capacity >= capacity)
        buffer += [1, 2, 3]
        let address = Self.address(of: buffer)
        buffers.takeBack(consume buffer, capacity: capacity)
        (buffer, capacity) = buffers.lend(large: true)
        #expect(buffer.isEmpty && buffer.capacity >= capacity)
        buffer.append(1)
        #expect(Self.address(of: buffer) == address)
    }

    @Test func `a response gives its buffer back at its end`() throws {
        let buffers = SendBuffers()
        for _ in 1..<SendBuffers.largeLimit { _ = buffers.lend(large: true) }
        do {
            let (writer, _) = try Self.response(of: buffers)
            try writer.write([1])
            #expect(Self.capacity(of: buffers) == Self.small)
        }
        #expect(Self.capacity(of: buffers) == Self.large)
    }

    @Test func `a response whose client turns out slow makes do with a small buffer until it is quick`()
        throws
    {
        let buffers = SendBuffers()
        for _ in 1..<SendBuffers.largeLimit { _ = buffers.lend(large: true) }
        let (writer, pair) = try Self.response(of: buffers)
        try writer.write([1])
        try writer.flush()
        #expect(Self.capacity(of: buffers) == Self.small)
        writer.notePace(1, in: .milliseconds(20))
        #expect(Self.capacity(of: buffers) == Self.large)
        buffers.takeBack([], capacity: Self.large)
        try writer.write([2])
        try writer.flush()
        #expect(Self.capacity(of: buffers) == Self.large, "it is small, and large ones are left")
        buffers.takeBack([], capacity: Self.large)
        writer.notePace(2 << 20, in: .zero)
        try writer.write([3])
        try writer.flush()
        #expect(Self.capacity(of: buffers) == Self.small, "it has the last large one again")
        pair.closeNear()
        #expect(Record.all(in: try pair.receive(100)).map(\.content) == [[1], [2], [3]])
    }

    private static func capacity(of buffers: SendBuffers) -> Int { buffers.lend(large: true).capacity }

    private static func response(of buffers: SendBuffers) throws -> (RecordWriter, SocketPair) {
        let pair = try SocketPair()
        return (try RecordWriter.timeless(to: pair, buffers: buffers), pair)
    }

    private static func address(of buffer: [UInt8]) -> UInt {
        unsafe buffer.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    }
}
