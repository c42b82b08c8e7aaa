import ByteIO
import SystemCalls
import TestSupport
import Testing

@testable import Gateway

/// One after the other: each blocks threads that the others need.
@Suite(.serialized, .unit) struct RecordWriterTests {
    private static let bytes = (0..<400_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 4) }

    @Test(arguments: [1, 7, 65_519, 65_520, 65_521, 65_527, 65_528, 65_529, 131_056, 131_057, 400_000])
    func `frames what is written, in whatever pieces`(pieceSize: Int) async throws {
        let bytes = Array(Self.bytes.prefix(pieceSize < 10 ? 70_000 : 400_000))
        let response = try await SentResponse { writer in
            for start in stride(from: 0, to: bytes.count, by: pieceSize) {
                let piece = bytes[start..<min(bytes.count, start + pieceSize)]
                try writer.write(piece.span)
            }
            try writer.flush()
        }
        response.expect(toCarry: bytes)
        // A large piece may end a record early, but small ones fill what was begun.
        let shortest = pieceSize < 16_384 ? 65_528 - (pieceSize - 1) : 16_384
        #expect(response.records.dropLast().allSatisfy { $0.content.count >= shortest })
    }

    @Test(arguments: [2, 512, 1000, 1024, 4088])
    func `a small piece is never divided`(pieceSize: Int) async throws {
        let response = try await SentResponse { writer in
            for start in stride(from: 0, to: 300_000, by: pieceSize) {
                try writer.write(Array(Self.bytes[start..<start + pieceSize]))
            }
            try writer.flush()
        }
        #expect(response.records.allSatisfy { $0.content.count.isMultiple(of: pieceSize) })
    }

    @Test func `an invalid record comes when all before it has been taken`() async throws {
        let pair = try SocketPair()
        async let sent: Void = onThread {
            defer { pair.closeNear() }
            let writer = try RecordWriter.timeless(to: pair)
            try writer.write(Array(Self.bytes.prefix(1000)))
            writer.sendInvalidRecord(patience: .patience)
        }
        // All there is at once.
        let first = try await onThread { try pair.receiveSome(10_000) }
        #expect(first.count == 1008 && first[0] == 1)
        let second = try await onThread { try pair.receiveSome(10_000) }
        #expect(second == [9, 0, 0, 0, 0, 0, 0, 0])
        try await sent
    }

    @Test(arguments: [(16_383, false), (16_384, true), (65_528, true), (65_529, true)])
    func `a large piece goes out at once, a small one waits for more`(count: Int, isSent: Bool) async throws {
        let response = try await SentResponse { writer in
            try writer.write([7])
            guard writer.firstSent == nil else { throw SinkError.failed(errno: 0) }
            try writer.write(Array(Self.bytes.prefix(count)))
            guard (writer.firstSent != nil) == isSent else { throw SinkError.failed(errno: 0) }
            try writer.flush()
        }
        response.expect(toCarry: [7] + Self.bytes.prefix(count))
    }

    @Test(arguments: [1, 1000, 16_383, 16_384, 65_528, 400_000])
    func `frames what a source reads, between what is written`(pieceSize: Int) async throws {
        let bytes = Array(Self.bytes.prefix(pieceSize < 10 ? 70_000 : 400_000))
        let response = try await SentResponse { writer in
            let source = PiecewiseSource(Array(bytes[5...]), pieceSize: pieceSize)
            try writer.write(Array(bytes[..<5]))
            try writer.transfer(60_000, from: source)
            try writer.flush()
            try writer.transfer(UInt64(bytes.count - 60_005), from: source)
            try writer.flush()
        }
        response.expect(toCarry: bytes)
    }

    /// Gives 100 bytes at a time, and has the clock advance by some milliseconds for each.
    private final class SlowSource: ByteSource {
        private let milliseconds: Int
        private(set) var time = ContinuousClock.now

        init(milliseconds: Int) { self.milliseconds = milliseconds }

        func read(into output: inout OutputSpan<UInt8>) {
            time += .milliseconds(milliseconds)
            for _ in 0..<min(100, output.freeCapacity) { output.append(7) }
        }
    }

    @Test(arguments: [(0, 1), (300, 3), (1000, 10), (5000, 10)])
    func `what a slow source gives waits for no more than a second`(milliseconds: Int, sends: Int)
        async throws
    {
        let pair = try SocketPair()
        try await onThread {
            defer { pair.closeNear() }
            let source = SlowSource(milliseconds: milliseconds)
            let writer = try RecordWriter.clocked(to: pair) { source.time }
            try writer.transfer(1000, from: source)
            try writer.flush()
        }
        let records = Record.all(in: try await onThread { try pair.receive(4_000_000) })
        #expect(records.count == sends)
        #expect(records.reduce(0) { $0 + $1.content.count } == 1000)
    }

    @Test func `nothing makes no record, for an empty one would be the end`() async throws {
        let response = try await SentResponse { writer in
            try writer.write([])
            try writer.flush()
            try writer.transfer(0, from: PiecewiseSource([], pieceSize: 1))
            #expect(throws: TransferError.source(.endedEarly)) {
                try writer.transfer(1, from: PiecewiseSource([], pieceSize: 1))
            }
            try writer.flush()
            try writer.flush()
            guard writer.firstSent == nil else { throw SinkError.failed(errno: 0) }
        }
        response.expect(toCarry: [])
    }

    @Test func `a source that fails leaves a sink that is still good`() async throws {
        let bytes = Array(Self.bytes.prefix(100_000))
        let response = try await SentResponse { writer in
            #expect(throws: TransferError.source(.endedEarly)) {
                try writer.transfer(100_001, from: PiecewiseSource(bytes, pieceSize: 30_000))
            }
            try writer.write([1, 2, 3])
            try writer.flush()
        }
        response.expect(toCarry: bytes + [1, 2, 3])
    }

    @Test func `a response that is broken off ends with an invalid record`() async throws {
        let response = try await SentResponse { writer in
            try writer.write([1, 2, 3])
            writer.sendInvalidRecord()
        }
        #expect(response.records.count == 2)
        response.expectBrokenOff(behind: [1, 2, 3])
    }

    @Test func `a peer that has left is disconnected`() throws {
        let pair = try SocketPair()
        pair.closeFar()
        let writer = try RecordWriter.timeless(to: pair)
        try writer.write([1])
        #expect(throws: SinkError.disconnected) { try writer.flush() }
        #expect(writer.failure == .disconnected)
        // Nobody is there to be told; it must not block or raise SIGPIPE.
        writer.sendInvalidRecord()
    }

    @Test func `a peer that takes nothing for too long times out`() throws {
        let pair = try SocketPair()
        let writer = try RecordWriter.timeless(to: pair, timeout: .milliseconds(20))
        #expect(throws: SinkError.timedOut) { while true { try writer.write(Self.bytes) } }
        #expect(writer.failure == .timedOut)
        // It returns, though nobody takes anything.
        writer.sendInvalidRecord()
        #expect(pair.isFull)
    }

    @Test func `a peer that wakes up in time still sees the invalid record`() async throws {
        let pair = try SocketPair()
        async let received = { () async throws -> [UInt8] in
            try await eventually("a full socket") { pair.isFull ? true : nil }
            return try await onThread { try pair.receive(100_000_000) }
        }()
        try await onThread {
            defer { pair.closeNear() }
            let writer = try RecordWriter.timeless(to: pair)
            for _ in 0..<20 { try writer.write(Self.bytes) }
            writer.sendInvalidRecord()
        }
        let records = Record.all(in: try await received)
        #expect(records.last?.version == 9)
        #expect(records.dropLast().map(\.content.count).reduce(0, +) == 8_000_000)
    }

    @Test func `sends nothing more once it is told to stop, but the invalid record`() async throws {
        let stop = try StopEvent()
        stop.raise()
        let pair = try SocketPair()
        let writer = try RecordWriter.timeless(to: pair, stop: stop)
        try writer.write([1, 2])
        #expect(throws: SinkError.stopped) { try writer.flush() }
        writer.sendInvalidRecord()
        pair.closeNear()
        #expect(Record.all(in: try pair.receive(100)).map(\.version) == [1, 9])
    }
}
