public import ByteIO

/// Stored deflate blocks (RFC 1951 §3.2.4): a deflate stream that compresses nothing, so its length is
/// arithmetic.
///
/// zip needs them because a STORED entry whose size follows its data is refused by streaming readers, Java's
/// ZipInputStream among them; every reader takes a deflate stream.
public enum StoredBlocks {
    /// Bytes of data in each block but the last: fifteen pages, so that each block of a file begins with a page and
    /// is one for the kernel to move (sendfile(2) takes sixteen at a time).
    public static let blockSize = 15 * 4096
    public static let headerSize = 5

    /// The length of the stream that carries `count` bytes; of the empty stream, one block of none.
    ///
    /// - Precondition: `count` is at most 2^62, as in every plan.
    public static func encodedLength(of count: UInt64) -> UInt64 {
        let blocks = max(1, (count + UInt64(blockSize) - 1) / UInt64(blockSize))
        return count + blocks * UInt64(headerSize)
    }

    /// The start of the block that holds byte `offset` of a stream's encoded form, in the input and in that
    /// form.
    public static func blockStart(before offset: UInt64) -> (input: UInt64, encoded: UInt64) {
        let number = offset / UInt64(blockSize + headerSize)
        return (number * UInt64(blockSize), number * UInt64(blockSize + headerSize))
    }

    /// The header of a block that begins on a byte boundary.
    ///
    /// - Precondition: `count` is at most 65,535, and `output` has room for ``headerSize`` bytes.
    static func appendHeader(count: Int, isLast: Bool, to output: inout OutputSpan<UInt8>) {
        guard let length = UInt16(exactly: count) else {
            preconditionFailure("\(count) bytes in a stored block")
        }
        output.append(isLast ? 1 : 0)
        output.append(littleEndian: length)
        output.append(littleEndian: ~length)
    }

    /// Hands on bytes that do not shrink, framed as blocks: of no bytes, one block.
    public static func write(_ bytes: Span<UInt8>, isLast: Bool, to sink: any ByteSink) throws(SinkError) {
        var rest = bytes
        var header: [UInt8] = []
        repeat {
            let part = rest.extracting(first: min(rest.count, blockSize))
            rest = rest.extracting(droppingFirst: part.count)
            let ends = isLast && rest.isEmpty
            header.removeAll(keepingCapacity: true)
            header.append(addingCapacity: headerSize) {
                appendHeader(count: part.count, isLast: ends, to: &$0)
            }
            try sink.write(header)
            try sink.write(part)
        } while !rest.isEmpty
    }
}
