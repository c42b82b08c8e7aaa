import Archive
import ByteIO
import Plan
import TestSupport

/// Files between which something decides: each differs a little from the one before it, so that whatever the borders
/// are, some file lies close to each.
final class GradedContent: ContentReader {
    /// Bytes by chance, of which more and more are the same letter: what deflate saves of them grows from nothing to
    /// some hundredths.
    private static let diluted = (0..<60).map { share in
        random.prefix(20_000).enumerated().map { index, byte in
            index % 1000 < share ? UInt8(ascii: "a") : byte
        }
    }
    /// Bytes by chance around a middle of words that grows.
    private static let framed = (0..<40).map { step in
        random[..<20_000] + words[..<(step * 500)] + random[20_000..<40_000]
    }
    /// Bytes by chance, of which more and more come a second time: the counts of bytes grow uneven, while what deflate
    /// saves is more than worthwhile.
    private static let repeated = (0..<60).map { step in
        random.prefix(16_384 - step * 100) + random.prefix(step * 100)
    }
    /// Words, long and short.
    private static let worded = [
        100, 1000, 4096, 12_000, 16_383, 16_384, 16_385, 16_386, 20_000, 65_536, 300_000,
    ]
    .map { words.prefix($0) }
    private static let files =
        diluted.map { Array($0) } + framed.map { Array($0) } + repeated.map { Array($0) }
        + worded.map { Array($0) }

    private static let random: [UInt8] = {
        var generator = SeededGenerator(seed: 17)
        return generator.bytes(40_000)
    }()
    private static let words: [UInt8] = {
        var generator = SeededGenerator(seed: 19)
        let words = (0..<900).map { _ in
            (0..<3 + generator.below(6)).map { _ in 97 + UInt8(generator.below(26)) }
        }
        var bytes: [UInt8] = []
        while bytes.count < 300_000 { bytes += generator.element(of: words) + [32] }
        return bytes
    }()

    static func plan() throws -> Plan {
        try Plan([.directory("grades")] + files.enumerated().map { .file(String($0), UInt64($1.count)) })
    }

    func content(of index: Int, in plan: Plan, from offset: UInt64) throws(SourceError) -> any ByteSource {
        PiecewiseSource(Array(Self.files[index - 1].dropFirst(Int(offset))), pieceSize: 100_000)
    }
}
