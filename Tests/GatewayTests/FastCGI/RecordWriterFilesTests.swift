import ByteIO
import Glibc
import SystemCalls
import TestSupport
import Testing

@testable import Gateway

/// Files that the kernel sends (sendfile(2)). One after the other: each blocks threads that the others need.
@Suite(.serialized, .unit) struct RecordWriterFilesTests {
    private static let bytes = (0..<400_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 4) }

    private let tree: TemporaryTree

    init() throws {
        BrokenPipe.ignore()
        tree = try TemporaryTree("sent")
    }

    @Test(
        arguments: [
            16_383, 16_384, 16_385, 61_439, 61_440, 61_441, 65_527, 65_528, 65_529, 122_881, 131_056, 400_000,
        ],
        [0, 5, 40_000, 49_144, 49_145, 65_528])
    func `frames a file as if it were read, behind whatever was written`(size: Int, before: Int) async throws
    {
        let file = try tree.file("file", Array(Self.bytes.prefix(size)))
        let head = [UInt8](repeating: 7, count: before)
        let response = try await SentResponse { writer in
            let source = try DiskSource(file)
            // In small pieces, which stay in the record under way.
            for start in stride(from: 0, to: before, by: 1000) {
                try writer.write(head[start..<min(before, start + 1000)].span)
            }
            try writer.transfer(UInt64(size), from: source)
            // A little is read, and more is not.
            guard source.skippedCount == (size < 16_384 ? 0 : size), source.readCount == 0 || size < 16_384
            else { throw SinkError.failed(errno: 0) }
            try writer.write([1, 2, 3])
            try writer.flush()
        }
        response.expect(toCarry: head + Self.bytes.prefix(size) + [1, 2, 3])
    }

    @Test func `a file goes out in portions that leave its rest to the next ones`() async throws {
        let file = try tree.file("file", Self.bytes)
        let response = try await SentResponse { writer in
            let source = try DiskSource(file)
            for count in [20_000, 100, 61_440, 16_383, 302_077] as [UInt64] {
                try writer.transfer(count, from: source)
            }
            guard source.readCount == 100 + 16_383 else { throw SinkError.failed(errno: 0) }
            try writer.flush()
        }
        response.expect(toCarry: Self.bytes)
    }

    @Test(arguments: [0, 1, 16_384, 20_000, 61_439, 61_440, 61_441, 100_000, 122_880])
    func `a file that ends early leaves whole records`(size: Int) async throws {
        let file = try tree.file("file", Array(Self.bytes.prefix(size)))
        let broken = try await SentResponse { writer in
            try writer.write([1, 2, 3])
            #expect(throws: TransferError.source(.endedEarly)) {
                try writer.transfer(200_000, from: try DiskSource(file))
            }
            writer.sendInvalidRecord()
        }
        broken.expectBrokenOff(behind: [1, 2, 3] + Self.bytes.prefix(size))
        let resumed = try await SentResponse { writer in
            #expect(throws: TransferError.source(.endedEarly)) {
                try writer.transfer(200_000, from: try DiskSource(file))
            }
            try writer.write([4, 5, 6])
            try writer.flush()
        }
        // The record that was announced is filled up; then the sink is as good as before.
        let isWhole = resumed.records.allSatisfy { $0.version == 1 && $0.type == Record.standardOutput }
        #expect(isWhole)
        let content = resumed.records.flatMap(\.content)
        #expect(content.starts(with: Self.bytes.prefix(size)) && content.suffix(3) == [4, 5, 6])
        #expect(content.dropFirst(size).dropLast(3).allSatisfy { $0 == 0 })
    }

    @Test func `a source that finds its file changed ends the transfer behind what was sent`() async throws {
        let file = try tree.file("file", Self.bytes)
        let response = try await SentResponse { writer in
            let source = try DiskSource(file, failingAt: 200_000)
            #expect(throws: TransferError.source(.changed)) { try writer.transfer(400_000, from: source) }
            writer.sendInvalidRecord()
        }
        // 200,000 bytes are within the fourth part.
        response.expectBrokenOff(behind: Array(Self.bytes.prefix(4 * 61_440)))
    }

    @Test(arguments: [16_384, 61_440, 61_441, 200_000])
    func `what the kernel cannot send is read`(size: Int) async throws {
        let response = try await SentResponse { writer in
            let source = UnsendableSource(Array(Self.bytes.prefix(size)))
            try writer.write([1, 2, 3])
            try writer.transfer(UInt64(size), from: source)
            try writer.flush()
        }
        response.expect(toCarry: [1, 2, 3] + Self.bytes.prefix(size))
    }

    @Test(arguments: [0, 20_000, 61_440, 100_000])
    func `what the kernel cannot send and ends early leaves whole records`(size: Int) async throws {
        let response = try await SentResponse { writer in
            let source = UnsendableSource(Array(Self.bytes.prefix(size)))
            #expect(throws: TransferError.source(.endedEarly)) { try writer.transfer(200_000, from: source) }
            writer.sendInvalidRecord()
        }
        response.expectBrokenOff(behind: Array(Self.bytes.prefix(size)))
    }

    @Test func `a file that cannot be read is the source's failure`() async throws {
        let file = try tree.file("file", Self.bytes)
        let response = try await SentResponse { writer in
            // A descriptor for the path alone.
            let source = try DiskSource(file, for: .path)
            #expect(throws: TransferError.source(.failed(call: "sendfile", errno: EBADF))) {
                try writer.transfer(100_000, from: source)
            }
            writer.sendInvalidRecord()
        }
        response.expectBrokenOff(behind: [])
    }

    @Test func `a peer that has left is disconnected, before a file or within it`() async throws {
        let file = try tree.sparseFile("file", size: 64 << 20)
        let gone = try SocketPair()
        gone.closeFar()
        try Self.expect(.disconnected, of: Self.writer(to: gone), sending: file)
        let leaving = try SocketPair()
        async let left: Void = onThread {
            defer { leaving.closeFar() }
            _ = try leaving.receive(1_000_000)
        }
        try await onThread {
            defer { leaving.closeNear() }
            try Self.expect(.disconnected, of: Self.writer(to: leaving), sending: file)
        }
        try await left
    }

    @Test func `a peer that takes nothing for too long times out, and can still be told`() async throws {
        let file = try tree.sparseFile("file", size: 4 << 20)
        let pair = try SocketPair()
        let writer = try Self.writer(to: pair, timeout: .milliseconds(20))
        #expect(throws: TransferError.sink(.timedOut)) {
            try writer.transfer(4 << 20, from: try DiskSource(file))
        }
        #expect(writer.failure == .timedOut)
        // There is room before it is told: how soon a peer would make some is the machine's affair.
        let sent = pair.receiveWhatIsThere()
        writer.sendInvalidRecord()
        pair.closeNear()
        let records = Record.all(in: sent + pair.receiveWhatIsThere())
        #expect(records.last?.version == 9)
        #expect(records.dropLast().allSatisfy { $0.version == 1 && $0.content.count == 61_440 })
    }

    @Test func `a peer that never takes anything is left after a moment`() throws {
        let file = try tree.sparseFile("file", size: 4 << 20)
        let pair = try SocketPair()
        let writer = try Self.writer(to: pair, timeout: .milliseconds(20))
        #expect(throws: TransferError.sink(.timedOut)) {
            try writer.transfer(4 << 20, from: try DiskSource(file))
        }
        // It returns, though nobody takes anything.
        writer.sendInvalidRecord()
        #expect(pair.isFull)
    }

    @Test func `a file is sent no further once it is told to stop`() throws {
        let file = try tree.file("file", Self.bytes)
        let stop = try StopEvent()
        stop.raise()
        let pair = try SocketPair()
        let writer = try RecordWriter.timeless(to: pair, stop: stop)
        try writer.write([1, 2])
        #expect(throws: TransferError.sink(.stopped)) {
            try writer.transfer(16_384, from: try DiskSource(file))
        }
        writer.sendInvalidRecord()
        pair.closeNear()
        let records = Record.all(in: try pair.receive(100_000))
        #expect(records.map(\.version) == [1, 9])
        #expect(records.first?.content == [1, 2] + [UInt8](repeating: 0, count: 16_384))
    }

    private static func writer(
        to pair: SocketPair, timeout: Duration = .patience
    ) throws -> RecordWriter {
        try RecordWriter.timeless(to: pair, timeout: timeout)
    }

    private static func expect(_ failure: SinkError, of writer: RecordWriter, sending file: BytePath) throws {
        let source = try DiskSource(file)
        #expect(throws: TransferError.sink(failure)) { try writer.transfer(64 << 20, from: source) }
        #expect(writer.failure == failure)
        // Nobody is there to be told; it must not block or raise SIGPIPE.
        writer.sendInvalidRecord()
    }
}
