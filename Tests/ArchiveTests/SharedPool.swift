import ByteIO
import Compression
import Plan
import TestSupport
import Testing

@testable import Archive

/// One pool for all tests: each of hundreds would start threads otherwise.
enum SharedPool {
    private static let pool = Result { try CompressionPool(threads: 2) }

    static func get() throws -> CompressionPool { try pool.get() }

    /// A pipeline as a writer needs it: none if nothing is compressed.
    static func pipeline(_ effort: Effort) throws -> BlockPipeline? {
        effort == .store ? nil : BlockPipeline(through: try get(), effort: effort)
    }
}

extension Archive {
    func write(to sink: any ByteSink, content: any ContentReader) throws {
        try write(to: sink, content: content, through: try SharedPool.get())
    }

    /// All of it.
    func bytes(pieceSize: Int = 64 * 1024, contentPieceSize: Int = 100_000) throws -> [UInt8] {
        let sink = MemorySink(pieceSize: pieceSize)
        try write(to: sink, content: MemoryContent(pieceSize: contentPieceSize))
        return sink.bytes
    }
}
