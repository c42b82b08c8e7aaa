public import ByteIO

/// Gives bytes in pieces of a size, and nothing behind them.
public final class PiecewiseSource: ByteSource {
    private var rest: ArraySlice<UInt8>
    private let pieceSize: Int

    public init(_ bytes: [UInt8], pieceSize: Int) {
        rest = bytes[...]
        self.pieceSize = pieceSize
    }

    public func read(into output: inout OutputSpan<UInt8>) throws(SourceError) {
        let piece = rest.prefix(min(pieceSize, output.freeCapacity))
        guard !piece.isEmpty else { throw .endedEarly }
        output.append(copying: piece.span)
        rest = rest.dropFirst(piece.count)
    }
}
