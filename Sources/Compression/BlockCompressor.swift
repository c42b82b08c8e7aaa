internal import ByteIO

/// Turns 256 KiB blocks into deflate data, each from its own bytes and the 32 KiB before them and nothing
/// else.
///
/// So the same input gives the same bytes wherever a stream begins, and blocks can be made in any order. One
/// compressor serves a whole archive, one thread at a time.
public final class BlockCompressor {
    /// Bytes of input per block.
    public static let blockSize = 256 * 1024
    /// Bytes before a block that it may refer to: deflate's window (RFC 1951 §2).
    public static let dictionarySize = 32 * 1024

    private var deflater: Deflater
    private var test = CompressibilityTest()

    /// - Precondition: `effort` is not `store`.
    public init(effort: Effort) {
        guard let level = effort.level else { preconditionFailure("nothing to compress with") }
        deflater = Deflater(level: level)
    }

    /// The longest that `count` bytes can become, whatever they are.
    ///
    /// zlib's own blocks exceed their input by 5 bytes in 16 KiB at this memory level, and each of ours ends
    /// with a flush of 5 bytes more; twice that is on the safe side.
    ///
    /// - Precondition: `count` is at most 2^62, as in every plan.
    public static func encodedBound(of count: UInt64) -> UInt64 { count + count / 1024 + 64 }

    /// Replaces `output` by a block as deflate data on byte boundaries: compressed if it is likely to shrink,
    /// else stored.
    ///
    /// - Parameters:
    ///   - window: The block, behind the bytes before it that it may refer to.
    ///   - dictionarySize: How many those are, at most ``dictionarySize``.
    ///   - isLast: Whether the block ends its deflate stream.
    ///   - checksum: Takes up the block's bytes.
    public func encode(
        _ window: [UInt8], behind dictionarySize: Int = 0, isLast: Bool, updating checksum: inout CRC32,
        into output: inout [UInt8]
    ) {
        let dictionary = window.span.extracting(first: dictionarySize)
        let block = window.span.extracting(droppingFirst: dictionarySize)
        checksum.update(block)
        output.removeAll(keepingCapacity: true)
        if test.mayShrink(block) {
            deflater.compress(block, dictionary: dictionary, isLast: isLast, appendingTo: &output)
        } else {
            Self.store(block, isLast: isLast, into: &output)
        }
    }

    private static func store(_ block: Span<UInt8>, isLast: Bool, into output: inout [UInt8]) {
        var rest = block
        repeat {
            let part = rest.extracting(first: min(rest.count, StoredBlocks.blockSize))
            rest = rest.extracting(droppingFirst: part.count)
            let ends = isLast && rest.isEmpty
            output.append(addingCapacity: StoredBlocks.headerSize + part.count) {
                StoredBlocks.appendHeader(count: part.count, isLast: ends, to: &$0)
                $0.append(copying: part)
            }
        } while !rest.isEmpty
    }
}
