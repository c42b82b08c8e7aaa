import ByteIO
import Glibc
import Synchronization
import SystemCalls
import TestSupport
import Testing

@testable import FastCGI

/// Files that go from the disk to the socket without a copy.
@Suite(.serialized) struct RecordWriterFileTests {
    private static let bytes: [UInt8] = {
        var generator = SeededGenerator(seed: 21)
        return generator.bytes(300_000)
    }()

    private let tree: TemporaryTree

    init() throws {
        // sendfile has no MSG_NOSIGNAL: whoever calls it must ignore the signal.
        _ = signal(SIGPIPE, SIG_IGN)
        tree = try TemporaryTree("records")
    }

    /// A file as a source, which counts what is read of it the ordinary way.
    private final class FileContent: ByteSource {
        private let descriptor: FileDescriptor
        private(set) var readCount = 0
        private(set) var skippedCount: UInt64 = 0

        init(_ descriptor: consuming FileDescriptor) { self.descriptor = descriptor }

        var fileDescriptor: Int32? { descriptor.number }

        func skip(_ count: UInt64) { skippedCount += count }

        func read(into output: inout OutputSpan<UInt8>) throws(SourceError) {
            let before = output.count
            do { try descriptor.read(into: &output, atMost: output.freeCapacity) } catch { throw .endedEarly }
            guard output.count > before else { throw .endedEarly }
            readCount += output.count - before
        }
    }

    private final class Flag: Sendable {
        private let value = Atomic(false)
        var isRaised: Bool { value.load(ordering: .acquiring) }
        func raise() { value.store(true, ordering: .releasing) }
    }

    private static func source(_ path: BytePath) throws -> FileContent {
        FileContent(try FileDescriptor.open(path.bytes.span, for: .content))
    }

    private static func writer(
        _ number: CInt, timeout: Duration = .seconds(30)
    ) throws -> RecordWriter {
        RecordWriter(
            StreamSocket(number: number), requestId: 1, timeout: timeout, stop: try StopEvent(),
            buffers: SendBuffers())
    }

    private func records(
        _ body: @escaping @Sendable (RecordWriter) throws -> Void
    ) async throws -> [Record] {
        let pair = try SocketPair()
        async let received = onThread { pair.receive(2_000_000) }
        let number = pair.near
        try await onThread {
            defer { pair.closeNear() }
            try body(try Self.writer(number))
        }
        return Record.all(in: try await received)
    }

    @Test(arguments: [16_384, 61_439, 61_440, 61_441, 65_528, 122_880, 300_000], [0, 13, 50_000])
    func `a file arrives as if it were read`(size: Int, before: Int) async throws {
        let content = Array(Self.bytes.prefix(size))
        let path = try tree.file("file", content)
        let head = [UInt8](repeating: 7, count: before)
        let records = try await records { writer in
            let source = try Self.source(path)
            try writer.write(head)
            try writer.transfer(UInt64(size), from: source)
            try writer.write([1, 2, 3])
            try writer.flush()
            #expect(source.skippedCount == UInt64(size))
            #expect(source.readCount == 0)
            #expect(writer.payloadSent == UInt64(before + size + 3))
        }
        let isSame = records.flatMap(\.content) == head + content + [1, 2, 3]
        #expect(isSame)
        #expect(records.allSatisfy { $0.version == 1 && 1...65_528 ~= $0.content.count })
    }

    @Test func `a small file is read, for a send of its own costs more`() async throws {
        let path = try tree.file("file", Array(Self.bytes.prefix(16_383)))
        let records = try await records { writer in
            let source = try Self.source(path)
            try writer.transfer(16_383, from: source)
            try writer.flush()
            #expect(source.readCount == 16_383)
        }
        #expect(records.map(\.content.count) == [16_383])
    }

    @Test(arguments: [0, 1, 61_440, 70_000])
    func `of a file that ends early the announced record is completed`(size: Int) async throws {
        let path = try tree.file("file", Array(Self.bytes.prefix(size)))
        let records = try await records { writer in
            let source = try Self.source(path)
            #expect(throws: TransferError.source(.endedEarly)) { try writer.transfer(200_000, from: source) }
            writer.sendInvalidRecord()
        }
        #expect(records.last?.version == 9)
        let content = records.dropLast().flatMap(\.content)
        #expect(records.dropLast().allSatisfy { $0.version == 1 })
        #expect(content.count >= size)
        let isSame = Array(content.prefix(size)) == Array(Self.bytes.prefix(size))
        #expect(isSame)
        #expect(content.dropFirst(size).allSatisfy { $0 == 0 })
    }

    @Test func `a peer that has left is disconnected`() throws {
        let path = try tree.file("file", Self.bytes)
        let pair = try SocketPair()
        pair.closeFar()
        let writer = try Self.writer(pair.near)
        let source = try Self.source(path)
        #expect(throws: TransferError.sink(.disconnected)) { try writer.transfer(300_000, from: source) }
    }

    @Test func `a peer that takes nothing for too long times out, and still sees whole records`() async throws
    {
        let path = try tree.sparseFile("file", size: 1 << 20)
        let pair = try SocketPair()
        let number = pair.near
        let hasGivenUp = Flag()
        async let received = { () async throws -> [UInt8] in
            try await eventually("the writer to give up") {
                hasGivenUp.isRaised ? true : nil
            }
            return try await onThread { pair.receive(2_000_000) }
        }()
        try await onThread {
            let writer = try Self.writer(number, timeout: .milliseconds(20))
            let source = try Self.source(path)
            #expect(throws: TransferError.sink(.timedOut)) { try writer.transfer(1 << 20, from: source) }
            hasGivenUp.raise()
            writer.sendInvalidRecord()
            pair.closeNear()
        }
        let records = Record.all(in: try await received)
        #expect(records.last?.version == 9)
        #expect(records.dropLast().allSatisfy { $0.version == 1 })
    }

    @Test func `large pieces go out in the order they are written`() async throws {
        let parts = [5, 16_384, 3, 70_000, 16_383, 65_528, 131_072].map { Array(Self.bytes.prefix($0)) }
        let records = try await records { writer in
            for part in parts { try writer.write(part) }
            try writer.flush()
        }
        let isSame = records.flatMap(\.content) == parts.flatMap { $0 }
        #expect(isSame)
    }
}
