/// A deflate engine that compresses blocks, each on its own.
protocol BlockDeflater: AnyObject {
    /// Replaces `output` by `block` as deflate data that begins and ends on a byte boundary.
    ///
    /// - Parameters:
    ///   - block: At most ``BlockCompressor/blockSize`` bytes.
    ///   - dictionary: At most the 32 KiB that precede the block in the stream.
    ///   - isLast: Whether the block ends the deflate stream; if not, an empty stored block follows it (sync
    ///     flush).
    /// - Returns: false if it became longer than ``largestOverhead`` allows; `output` is then of no use.
    func compress(
        _ block: Span<UInt8>, dictionary: Span<UInt8>, isLast: Bool, into output: inout [UInt8]
    ) -> Bool
}

extension BlockDeflater {
    /// By how many bytes a block may grow before it is given up.
    static var largestOverhead: Int { 1024 }
}
