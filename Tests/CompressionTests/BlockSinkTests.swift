import ByteIO
import Testing

@testable import Compression

/// What holds for both sinks that make a deflate stream.
@Suite struct BlockSinkTests {
    enum Kind: String, CaseIterable, Sendable {
        case stored, fast, best

        func make(to sink: any ByteSink, total: Int) throws -> any BlockSink {
            switch self {
            case .stored: try StoredSink(to: sink, total: UInt64(total))
            case .fast:
                try DeflateSink(
                    to: sink, total: UInt64(total), compressor: BlockCompressor(effort: .fast))
            case .best:
                try DeflateSink(
                    to: sink, total: UInt64(total), compressor: BlockCompressor(effort: .best))
            }
        }
    }

    static let sizes = [
        0, 1, 65_522, 65_523, 65_524, 131_046, 131_047, 262_143, 262_144, 262_145, 524_288,
        SampleData.largest,
    ]

    @Test(arguments: Kind.allCases, sizes)
    func `makes one deflate stream of what it is given`(kind: Kind, size: Int) throws {
        let bytes = SampleData.mixed.bytes(size)
        let target = MemorySink()
        let sink = try kind.make(to: target, total: size)
        try sink.write(bytes)
        let restored = try #require(inflated(target.bytes, size: size))
        #expect(restored == bytes)
        #expect(sink.checksum == CRC32(of: bytes.span))
        #expect(sink.encodedCount == UInt64(target.bytes.count))
        if kind == .stored {
            #expect(sink.encodedCount == StoredBlocks.encodedLength(of: UInt64(size)))
        }
    }

    @Test(arguments: Kind.allCases, [1000, 65_523, 100_000, 262_144, 262_145, 1 << 20])
    func `the pieces that bytes come in leave no trace`(kind: Kind, pieceSize: Int) throws {
        let bytes = SampleData.mixed.bytes(600_000)
        let whole = MemorySink()
        try kind.make(to: whole, total: bytes.count).write(bytes)

        let written = MemorySink()
        let writer = try kind.make(to: written, total: bytes.count)
        for start in stride(from: 0, to: bytes.count, by: pieceSize) {
            let piece = bytes[start..<min(bytes.count, start + pieceSize)]
            try writer.write(piece.span)
        }
        let isSameWritten = written.bytes == whole.bytes
        #expect(isSameWritten)

        let transferred = MemorySink()
        let reader = try kind.make(to: transferred, total: bytes.count)
        let front = bytes[..<777]
        try reader.write(front.span)
        let rest = PiecewiseSource(Array(bytes[777...]), pieceSize: pieceSize)
        try reader.transfer(UInt64(bytes.count - 777), from: rest)
        let isSameTransferred = transferred.bytes == whole.bytes
        #expect(isSameTransferred)
        #expect(reader.checksum == writer.checksum)
    }

    @Test(arguments: Kind.allCases, [1, 2, 5])
    func `single bytes are enough`(kind: Kind, pieceSize: Int) throws {
        let bytes = SampleData.text.bytes(2000)
        let whole = MemorySink()
        try kind.make(to: whole, total: bytes.count).write(bytes)
        let pieces = MemorySink()
        let sink = try kind.make(to: pieces, total: bytes.count)
        try sink.transfer(UInt64(bytes.count), from: PiecewiseSource(bytes, pieceSize: pieceSize))
        #expect(pieces.bytes == whole.bytes)
    }

    @Test(arguments: Kind.allCases)
    func `a source that ends early is the source's failure`(kind: Kind) throws {
        let sink = try kind.make(to: MemorySink(), total: 300_000)
        let source = PiecewiseSource(SampleData.text.bytes(299_999), pieceSize: 4096)
        #expect(throws: TransferError.source(.endedEarly)) { try sink.transfer(300_000, from: source) }
    }

    @Test func `traps on more bytes than were announced`() async {
        await #expect(processExitsWith: .failure) {
            try StoredSink(to: MemorySink(), total: 3).write([1, 2, 3, 4])
        }
        await #expect(processExitsWith: .failure) {
            try DeflateSink(to: MemorySink(), total: 3, compressor: BlockCompressor(effort: .fast))
                .write([1, 2, 3, 4])
        }
    }
}
