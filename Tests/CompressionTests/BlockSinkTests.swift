import ByteIO
import TestSupport
import Testing

@testable import Compression

/// What holds for both sinks that make a deflate stream.
@Suite(.unit) struct BlockSinkTests {
    enum Kind: String, CaseIterable, Sendable {
        case stored, fast, best

        /// Has `body` fill a sink for `total` bytes in front of `target`, and ends the stream.
        ///
        /// - Parameter total: Nil only if something is compressed.
        /// - Returns: the checksum and the length that the sink tells, if it does.
        @discardableResult
        func fill(
            _ target: any ByteSink, total: Int?, from start: UInt64 = 0, _ body: (any ByteSink) throws -> Void
        ) throws -> Summary? {
            let pool = try CompressionPool(threads: 2)
            let pipeline: BlockPipeline? =
                switch self {
                case .stored: nil
                case .fast: BlockPipeline(through: pool, effort: .fast)
                case .best: BlockPipeline(through: pool, effort: .best)
                }
            guard let pipeline else {
                let total = try #require(total)
                try body(try StoredSink(to: target, total: UInt64(total), from: start))
                return nil
            }
            var blocks: [Summary] = []
            let sink = try DeflateSink(
                to: target, total: total.map { UInt64($0) }, from: start, through: pipeline
            ) {
                (count, checksum) throws(SinkError) in
                blocks.append(Summary(checksum: checksum, encodedCount: count))
            }
            try body(sink)
            var result: Summary?
            try sink.finish { (checksum, count) throws(SinkError) in
                result = Summary(checksum: checksum, encodedCount: count)
            }
            try pipeline.drain()
            #expect(blocks.reduce(0) { $0 + $1.encodedCount } == result?.encodedCount)
            return result
        }
    }

    struct Summary: Equatable {
        let checksum: CRC32
        let encodedCount: UInt64
    }

    static let sizes = [
        0, 1, 61_439, 61_440, 61_441, 122_880, 122_881, 262_143, 262_144, 262_145, 524_288,
        SampleData.largest,
    ]

    @Test(arguments: Kind.allCases, sizes)
    func `makes one deflate stream of what it is given`(kind: Kind, size: Int) throws {
        let bytes = SampleData.mixed.bytes(size)
        let target = MemorySink()
        let summary = try kind.fill(target, total: size) { try $0.write(bytes) }
        let restored = try #require(inflated(target.bytes, size: size))
        #expect(restored == bytes)
        let length = UInt64(target.bytes.count)
        #expect(length <= BlockCompressor.encodedBound(of: UInt64(size)))
        #expect((summary == nil) == (kind == .stored))
        if let summary {
            #expect(summary == Summary(checksum: CRC32(of: bytes), encodedCount: length))
        } else {
            #expect(length == StoredBlocks.encodedLength(of: UInt64(size)))
        }
    }

    @Test(arguments: [Kind.fast, .best], sizes)
    func `a stream may end without having been announced`(kind: Kind, size: Int) throws {
        let bytes = SampleData.mixed.bytes(size)
        let target = MemorySink()
        let summary = try kind.fill(target, total: nil) { try $0.write(bytes) }
        let restored = try #require(inflated(target.bytes, size: size))
        #expect(restored == bytes)
        #expect(
            summary == Summary(checksum: CRC32(of: bytes), encodedCount: UInt64(target.bytes.count)))
    }

    @Test(arguments: Kind.allCases, [1000, 61_440, 100_000, 262_144, 262_145, 1 << 20])
    func `the pieces that bytes come in leave no trace`(kind: Kind, pieceSize: Int) throws {
        let bytes = SampleData.mixed.bytes(600_000)
        let whole = MemorySink()
        let expected = try kind.fill(whole, total: bytes.count) { try $0.write(bytes) }

        let written = MemorySink()
        try kind.fill(written, total: bytes.count) { sink in
            for start in stride(from: 0, to: bytes.count, by: pieceSize) {
                let piece = bytes[start..<min(bytes.count, start + pieceSize)]
                try sink.write(piece.span)
            }
        }
        let isSameWritten = written.bytes == whole.bytes
        #expect(isSameWritten)

        let transferred = MemorySink()
        let result = try kind.fill(transferred, total: bytes.count) { sink in
            let front = bytes[..<777]
            try sink.write(front.span)
            let rest = PiecewiseSource(Array(bytes[777...]), pieceSize: pieceSize)
            try sink.transfer(UInt64(bytes.count - 777), from: rest)
        }
        let isSameTransferred = transferred.bytes == whole.bytes
        #expect(isSameTransferred)
        #expect(result == expected)
    }

    @Test(arguments: Kind.allCases)
    func `from any block on it makes the tail of the whole`(kind: Kind) throws {
        let bytes = SampleData.mixed.bytes(SampleData.largest)
        let whole = MemorySink()
        try kind.fill(whole, total: bytes.count) { try $0.write(bytes) }
        let blockSize = kind == .stored ? StoredBlocks.blockSize : BlockCompressor.blockSize
        for start in stride(from: 0, to: bytes.count, by: blockSize) {
            let primer = kind == .stored ? 0 : Int(DeflateSink.primerSize(from: UInt64(start)))
            let tail = MemorySink()
            try kind.fill(tail, total: bytes.count, from: UInt64(start)) {
                try $0.write(Array(bytes[(start - primer)...]))
            }
            let isTail = Array(whole.bytes.suffix(tail.bytes.count)) == tail.bytes
            #expect(isTail, "from \(start)")
        }
    }

    @Test(arguments: Kind.allCases, [1, 2, 5])
    func `single bytes are enough`(kind: Kind, pieceSize: Int) throws {
        let bytes = SampleData.text.bytes(2000)
        let whole = MemorySink()
        try kind.fill(whole, total: bytes.count) { try $0.write(bytes) }
        let pieces = MemorySink()
        try kind.fill(pieces, total: bytes.count) {
            try $0.transfer(UInt64(bytes.count), from: PiecewiseSource(bytes, pieceSize: pieceSize))
        }
        #expect(pieces.bytes == whole.bytes)
    }

    @Test(arguments: Kind.allCases)
    func `a source that ends early is the source's failure`(kind: Kind) throws {
        #expect(throws: TransferError.source(.endedEarly)) {
            try kind.fill(MemorySink(), total: 300_000) {
                try $0.transfer(
                    300_000, from: PiecewiseSource(SampleData.text.bytes(299_999), pieceSize: 4096))
            }
        }
    }

    @Test func `traps on more bytes than were announced`() async {
        await #expect(processExitsWith: .failure) {
            try StoredSink(to: MemorySink(), total: 3).write([1, 2, 3, 4])
        }
        await #expect(processExitsWith: .failure) {
            let pipeline = BlockPipeline(through: try CompressionPool(threads: 1), effort: .fast)
            try DeflateSink(to: MemorySink(), total: 3, through: pipeline).write([1, 2, 3, 4])
        }
    }
}
