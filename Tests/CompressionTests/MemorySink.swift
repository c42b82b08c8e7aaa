import ByteIO

/// Keeps what it is given.
final class MemorySink: ByteSink {
    private(set) var bytes: [UInt8] = []

    func write(_ part: Span<UInt8>) throws(SinkError) { bytes.append(copying: part) }

    func transfer(_ count: UInt64, from source: any ByteSource) throws(TransferError) {
        do { try source.read(Int(count), appendingTo: &bytes) } catch { throw .source(error) }
    }
}

/// Gives bytes in pieces of a size, and nothing behind them.
final class PiecewiseSource: ByteSource {
    private var rest: ArraySlice<UInt8>
    private let pieceSize: Int

    init(_ bytes: [UInt8], pieceSize: Int) {
        rest = bytes[...]
        self.pieceSize = pieceSize
    }

    func read(into output: inout OutputSpan<UInt8>) throws(SourceError) {
        let piece = rest.prefix(min(pieceSize, output.freeCapacity))
        guard !piece.isEmpty else { throw .endedEarly }
        output.append(copying: piece.span)
        rest = rest.dropFirst(piece.count)
    }
}
