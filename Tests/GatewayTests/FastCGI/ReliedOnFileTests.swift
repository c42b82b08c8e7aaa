import ByteIO
import Synchronization
import SystemCalls
import TestSupport
import Testing

@testable import Gateway

/// Files that are sent under a known checksum, and overwritten as soon as the source has looked at them: what is still
/// in the socket then must not change. One after the other: each blocks threads that the others need.
@Suite(.serialized, .unit) struct ReliedOnFileTests {
    enum Transport: CaseIterable, Sendable {
        case unix, largeUnix, tcp

        func pair() throws -> SocketPair {
            let pair = try self == .tcp ? .overTCP() : SocketPair()
            if self == .largeUnix { pair.setSendBuffer(1 << 20) }
            return pair
        }
    }

    private static let bytes = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 4) }

    private let tree: TemporaryTree

    init() throws {
        BrokenPipe.ignore()
        tree = try TemporaryTree("relied-on")
    }

    /// The sizes lie about what sockets hold, and what is copied.
    @Test(
        arguments: Transport.allCases,
        [
            16_384, 65_528, 100_000, 150_000, 200_000, 212_992, 262_144, 300_000, 400_000, 450_000, 475_136,
            475_137, 480_000, 540_000, 600_000, 700_000, 1_000_000, 3_000_000,
        ])
    func `what was looked at is what arrives, whatever becomes of the file`(
        transport: Transport, size: Int
    ) async throws {
        let file = try tree.file("file", Array(Self.bytes.prefix(size)))
        let pair = try transport.pair()
        let isDone = Atomic(false)
        async let received = onThread { () throws -> [UInt8] in
            // As slow as can be: takes something only when the writer cannot go on.
            var received: [UInt8] = []
            while !isDone.load(ordering: .acquiring) {
                if pair.isFull { received += try pair.receiveSome(4096) }
            }
            pair.closeNear()
            return try received + pair.receive(2 * size)
        }
        try await onThread {
            defer { isDone.store(true, ordering: .releasing) }
            let writer = try RecordWriter.timeless(to: pair)
            let source = try OverwrittenSource(file, size: size)
            // In the pieces of a stored deflate stream.
            for start in stride(from: 0, to: size, by: 65_535) {
                try writer.write([0, 1, 2, 3, 4])
                try writer.transfer(UInt64(min(65_535, size - start)), from: source)
            }
            try writer.flush()
        }
        let content = Record.all(in: try await received).flatMap(\.content)
        var expected: [UInt8] = []
        for start in stride(from: 0, to: size, by: 65_535) {
            expected += [0, 1, 2, 3, 4] + Self.bytes[start..<min(size, start + 65_535)]
        }
        let isSame = content == expected
        #expect(isSame)
    }

    @Test func `the kernel moves what is far enough from the end, but over TCP nothing`() async throws {
        let file = try tree.file("file", Self.bytes)
        for transport in Transport.allCases {
            let pair = try transport.pair()
            async let received = onThread { try pair.receive(4_000_000) }
            let moved = try await onThread {
                defer { pair.closeNear() }
                let writer = try RecordWriter.timeless(to: pair)
                let source = try OverwrittenSource(file, size: Self.bytes.count, isOverwritten: false)
                try writer.transfer(UInt64(Self.bytes.count), from: source)
                try writer.flush()
                return source.movedCount
            }
            _ = try await received
            #expect((moved == 0) == (transport == .tcp), "\(transport)")
            #expect(moved < Self.bytes.count - 400_000)
        }
    }
}

/// A file of known checksum. Somebody overwrites it in place as soon as the source has looked at it.
private final class OverwrittenSource: ByteSource {
    private let descriptor: FileDescriptor
    private let path: BytePath
    private let size: Int
    private let isOverwritten: Bool
    private var left: Int
    private(set) var movedCount = 0

    init(_ path: BytePath, size: Int, isOverwritten: Bool = true) throws {
        let bytes = path.bytes
        descriptor = try FileDescriptor.open(bytes.span, for: .content)
        (self.path, self.size, self.isOverwritten) = (path, size, isOverwritten)
        left = size
    }

    func read(into output: inout OutputSpan<UInt8>) throws(SourceError) {
        let before = output.count
        do { try descriptor.read(into: &output, atMost: left) } catch {
            throw .failed(call: error.call, errno: error.errno)
        }
        guard output.count > before else { throw .endedEarly }
        take(output.count - before)
    }

    var fileDescriptor: Int32? { descriptor.number }

    func skip(_ count: UInt64) throws(SourceError) {
        movedCount += Int(count)
        take(Int(count))
    }

    var countReliedOn: UInt64? { UInt64(left) }

    private func take(_ count: Int) {
        left -= count
        guard left == 0, isOverwritten else { return }
        try? FileSystem.overwrite([UInt8](repeating: 0xEE, count: size), at: 0, of: path)
    }
}
