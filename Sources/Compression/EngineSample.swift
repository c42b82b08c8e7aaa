internal import ByteIO

/// Input that takes an engine through all its paths: words, long and short repetitions, runs, letters by chance, bytes
/// by chance.
///
/// Two builds of a library, or two processors, that make the same of all its cuts make the same of everything, as
/// far as anybody can tell without trying everything.
enum EngineSample {
    private static let size = 96 * 1024

    /// The checksum of all that `engine` makes of the sample's cuts: long and short, behind a dictionary and without
    /// one, the last of a stream and not.
    static func checksum(of engine: any BlockDeflater) -> UInt32 {
        let bytes = make()
        var checksum = CRC32()
        var output: [UInt8] = []
        func add(_ block: Range<Int>, behind dictionary: Int, isLast: Bool) {
            let isWhole = engine.compress(
                bytes.span.extracting(block),
                dictionary: bytes.span.extracting(block.lowerBound - dictionary..<block.lowerBound),
                isLast: isLast, into: &output)
            checksum.update((isWhole ? output : []).span)
        }
        add(0..<size, behind: 0, isLast: true)
        add(0..<size, behind: 0, isLast: false)
        for end in [size, BlockCompressor.dictionarySize + 5000] {
            add(
                BlockCompressor.dictionarySize..<end, behind: BlockCompressor.dictionarySize,
                isLast: end < size)
        }
        for (number, start) in stride(from: 0, to: size, by: size / 24).enumerated() {
            add(start..<start + 16 << (number % 8), behind: 0, isLast: true)
        }
        return checksum.value
    }

    private static func make() -> [UInt8] {
        var state: UInt64 = 1
        /// A number below `limit` from Knuth's MMIX generator, whose high bits are the good ones.
        func chance(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let words = ["stream ", "archive ", "of ", "the ", "sluice\n", "water ", "wheel, ", "a "].map {
            Array($0.utf8)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size + 16 * 1024)
        while bytes.count < size {
            switch chance(6) {
            case 0, 1: for _ in 0..<chance(1000) { bytes += words[chance(words.count)] }
            case 2: bytes += repeatElement(UInt8(chance(4)), count: chance(2000))
            case 3: for _ in 0..<chance(3000) { bytes.append(UInt8(ascii: "a") + UInt8(chance(16))) }
            case 4: for _ in 0..<chance(6000) { bytes.append(UInt8(chance(256))) }
            default:
                let start = chance(bytes.count + 1)
                bytes += Array(bytes[start..<min(bytes.count, start + chance(2000))])
            }
        }
        return bytes
    }
}
