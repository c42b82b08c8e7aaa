/// A tree whose files are what engines and their limits disagree on: hundreds of tiny ones, repetitive, random, source and
/// binary ones, and some about the size of a block.
///
/// Each call makes the same archive, at another place.
public enum AwkwardTree {
    public static func make(in tree: TemporaryTree, at top: BytePath, seed: UInt64 = 3) throws {
        let time = FileTime(1_700_000_000)
        var generator = SeededGenerator(seed: seed)
        func file(_ path: BytePath, _ bytes: [UInt8]) throws {
            try tree.file(top / path, bytes, modified: time)
        }
        for number in 0..<700 {
            try file("tiny/\(String(number))", tiny(number, &generator))
        }
        let source = try FileSystem.read(BytePath(#filePath))
        for number in 0..<40 {
            let start = generator.below(source.count / 2)
            try file("source/\(String(number)).swift", Array(source[start...]) + Array(source[..<start]))
        }
        for number in 0..<12 { try file("random/\(String(number))", generator.bytes(1 << number)) }
        let letters = (0..<40_000).map { _ in 97 + UInt8(generator.below(16)) }
        for size in [4095, 4096, 16_384, 65_536, 262_143, 262_144, 262_145, 300_000] {
            var bytes = letters
            while bytes.count < size { bytes += letters.suffix(size / 3) }
            try file("blocks/\(String(size))", Array(bytes.prefix(size)))
        }
        let program = try FileSystem.read("/bin/sh")
        try file("binary/whole", program)
        for number in 0..<8 {
            try file("binary/\(String(number))", Array(program.dropFirst(number * 999).prefix(3000)))
        }
        for directory: BytePath in ["tiny", "source", "random", "blocks", "binary", ""] {
            try FileSystem.setModified(time, of: tree.at(top / directory))
        }
    }

    /// A number or a word repeated, or a short sentence.
    private static func tiny(_ number: Int, _ generator: inout SeededGenerator) -> [UInt8] {
        let words = ["water ", "gate\n", "7", "penstock ", "0001", "of the "]
        switch number % 3 {
        case 0:
            return Array(
                String(repeating: String(generator.below(1000)), count: 1 + generator.below(90)).utf8)
        case 1:
            return Array(String(repeating: generator.element(of: words), count: 1 + generator.below(60)).utf8)
        default:
            return (0..<1 + generator.below(40)).flatMap { _ in Array(generator.element(of: words).utf8) }
        }
    }
}
