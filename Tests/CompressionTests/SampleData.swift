import TestSupport

/// Data of the kinds that compressors treat differently, the same in every run.
enum SampleData: String, CaseIterable, Sendable {
    case zeros, text, random
    /// Text and random data in turns, so that blocks are stored and deflated in one stream.
    case mixed

    private static let whole = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.make()) })
    static let largest = 1_100_000

    func bytes(_ count: Int) -> [UInt8] { Array(Self.whole[self, default: []].prefix(count)) }

    private func make() -> [UInt8] {
        var generator = SeededGenerator(seed: 11)
        switch self {
        case .zeros: return [UInt8](repeating: 0, count: Self.largest)
        case .random: return Self.random(Self.largest, &generator)
        case .text: return Self.text(Self.largest, &generator)
        case .mixed:
            var bytes: [UInt8] = []
            while bytes.count < Self.largest {
                bytes += Self.random(262_144, &generator) + Self.text(262_144, &generator)
            }
            return Array(bytes.prefix(Self.largest))
        }
    }

    private static func random(_ count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        while bytes.count < count {
            let number = generator.next()
            for shift in stride(from: UInt64(0), to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        return Array(bytes.prefix(count))
    }

    private static func text(_ count: Int, _ generator: inout SeededGenerator) -> [UInt8] {
        let words = ["stream ", "archive ", "of ", "the ", "penstock ", "and\n", "water "].map {
            Array($0.utf8)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 16)
        while bytes.count < count { bytes += words[generator.below(words.count)] }
        return Array(bytes.prefix(count))
    }
}
