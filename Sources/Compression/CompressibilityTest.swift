private import Glibc

/// A cheap guess whether deflate would make a block smaller, so that media costs next to no time.
///
/// Two steps on a sample: the entropy of single bytes, and only where that is high, a quick deflate. No cheap
/// test can be right always (random data that repeats fools each); a wrong guess costs some size or time,
/// never correctness.
struct CompressibilityTest: ~Copyable {
    private static let sampleSize = 16 * 1024
    /// Bits per byte below which deflate surely wins.
    private static let clearEntropy = 7.5
    /// What a sample must shrink to for the block to be worth the time.
    private static let worthwhileRatio = 0.99

    private var deflater = Deflater(level: 1)
    private var scratch: [UInt8] = []

    mutating func mayShrink(_ block: Span<UInt8>) -> Bool {
        // From the middle: a file's head is often a text header in front of packed data.
        let start = max(0, (block.count - Self.sampleSize) / 2)
        let sample = block.extracting(start..<min(block.count, start + Self.sampleSize))
        if Self.entropy(of: sample) <= Self.clearEntropy { return true }
        scratch.removeAll(keepingCapacity: true)
        deflater.compress(sample, dictionary: Span(), isLast: true, appendingTo: &scratch)
        return Double(scratch.count) <= Double(sample.count) * Self.worthwhileRatio
    }

    /// Order-0 entropy in bits per byte; 0 for no bytes.
    static func entropy(of bytes: Span<UInt8>) -> Double {
        var counts = [Int](repeating: 0, count: 256)
        for index in bytes.indices { counts[Int(bytes[index])] += 1 }
        let total = Double(bytes.count)
        return counts.reduce(into: 0) { bits, count in
            guard count > 0 else { return }
            let share = Double(count) / total
            bits -= share * log2(share)
        }
    }
}
