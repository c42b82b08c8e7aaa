internal import ByteIO

/// A cheap guess whether deflate would make a block smaller, so that media costs next to no time.
///
/// It looks at a sample: first at how often each byte occurs, and where that does not decide, at what a quick
/// deflate makes of it. No cheap test can be right always (random data that repeats fools each); a wrong
/// guess costs some size or time, never correctness. All of it is integer arithmetic, so that every machine
/// guesses the same.
struct CompressibilityTest {
    static let sampleSize = 16 * 1024
    /// What the counts of bytes say.
    enum Guess { case shrinks, unclear, isRandom }

    /// From this many bytes on the counts are enough to know chance from order.
    private static let significantSize: UInt64 = 2048
    /// The chi-squared statistic of 256 equally likely bytes is 255 on average, and above this in one of
    /// 30,000 samples.
    private static let uniformChiSquared: UInt64 = 345
    /// A sample must shrink to 99 % for the block to be worth the time.
    private static let worthwhilePercentage = 99

    /// Four tables, so that equal bytes in a row do not wait for each other.
    private var counts = [UInt32](repeating: 0, count: 4 * 256)

    /// From the middle: a file's head is often a text header in front of packed data.
    static func sample(of block: [UInt8], from start: Int) -> Range<Int> {
        let first = start + max(0, (block.count - start - sampleSize) / 2)
        return first..<min(block.count, first + sampleSize)
    }

    /// What the counts of single bytes in a sample say.
    mutating func guess(_ sample: Span<UInt8>) -> Guess {
        let total = UInt64(sample.count)
        let squares = sumOfSquaredCounts(sample)
        // The sum is total² / 256 for bytes that are all equally likely. Twice that is far from any packed
        // data.
        if squares * 256 >= total * total * 2 { return .shrinks }
        let isUniform = squares * 256 <= total * (total + Self.uniformChiSquared)
        return total >= Self.significantSize && isUniform ? .isRandom : .unclear
    }

    /// Whether `count` is so much less than what it was made of that all of the block is worth the time.
    static func isWorthwhile(_ count: Int, of inputCount: Int) -> Bool {
        count * 100 <= inputCount * worthwhilePercentage
    }

    private mutating func sumOfSquaredCounts(_ sample: Span<UInt8>) -> UInt64 {
        for index in counts.indices { counts[index] = 0 }
        var index = 0
        while index + 4 <= sample.count {
            counts[Int(sample[index])] += 1
            counts[256 + Int(sample[index + 1])] += 1
            counts[512 + Int(sample[index + 2])] += 1
            counts[768 + Int(sample[index + 3])] += 1
            index += 4
        }
        while index < sample.count {
            counts[Int(sample[index])] += 1
            index += 1
        }
        var sum: UInt64 = 0
        for byte in 0..<256 {
            let count = UInt64(counts[byte] + counts[256 + byte] + counts[512 + byte] + counts[768 + byte])
            sum += count * count
        }
        return sum
    }
}
