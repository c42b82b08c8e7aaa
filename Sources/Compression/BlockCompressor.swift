internal import ByteIO

/// Turns blocks of at most 256 KiB into deflate data, each from its own bytes and the 32 KiB before them and
/// nothing else.
///
/// So the same input gives the same bytes wherever a stream begins, and blocks can be made in any order by
/// any number of compressors. One belongs to one thread.
public final class BlockCompressor {
    /// Bytes of input per block.
    public static let blockSize = 256 * 1024
    /// Bytes before a block that it may refer to: deflate's window (RFC 1951 §2).
    public static let dictionarySize = 32 * 1024
    /// What a block must shrink to, in thousandths: below that, it is not worth the reader's time either.
    private static let worthwhileShare = 985

    /// zlib's levels for `default` and `best`.
    static let thoroughLevel: Int32 = 6, bestLevel: Int32 = 9

    private let quick = Igzip()
    private lazy var thorough = Deflater(level: Self.thoroughLevel)
    private lazy var best = Deflater(level: Self.bestLevel)
    private var test = CompressibilityTest()
    private var output: [UInt8] = []

    init() {}

    /// The longest that `count` bytes can become, whatever they are.
    ///
    /// Blocks that do not shrink are stored, with 5 bytes for each 61,440; this is twice that and more.
    ///
    /// - Precondition: `count` is at most 2^62, as in every plan.
    public static func encodedBound(of count: UInt64) -> UInt64 { count + count / 1024 + 64 }

    /// How many blocks `count` bytes are.
    public static func blockCount(of count: UInt64) -> UInt64 {
        count / UInt64(blockSize) + (count.isMultiple(of: UInt64(blockSize)) ? 0 : 1)
    }

    /// Compresses a block if that makes it smaller.
    ///
    /// - Precondition: The block's effort is not `store`.
    func encode(_ block: RawBlock) -> EncodedBlock {
        let bytes = block.bytes
        let checksum = CRC32(of: bytes)
        let isSmaller =
            mayShrink(block)
            && engine(block.effort).compress(
                bytes, dictionary: block.dictionary, isLast: block.isLast, into: &output)
            && output.count * 1000 <= bytes.count * Self.worthwhileShare
        return isSmaller
            ? EncodedBlock(output, of: block, checksum: checksum)
            : EncodedBlock(storing: block, checksum: checksum)
    }

    private func engine(_ effort: Effort) -> any BlockDeflater {
        switch effort {
        case .auto, .fast: quick
        case .default: thorough
        case .best: best
        case .store: preconditionFailure("nothing to compress with")
        }
    }

    /// Whether the block is worth trying.
    private func mayShrink(_ block: RawBlock) -> Bool {
        let range = CompressibilityTest.sample(of: block.window, from: block.dictionarySize)
        let sample = block.window.span.extracting(range)
        switch test.guess(sample) {
        case .shrinks: return true
        case .isRandom: return false
        case .unclear:
            // To compress all of it quickly is the test.
            if sample.count == block.bytes.count, engine(block.effort) === quick { return true }
            return quick.compress(sample, dictionary: Span(), isLast: true, into: &output)
                && CompressibilityTest.isWorthwhile(output.count, of: sample.count)
        }
    }
}
