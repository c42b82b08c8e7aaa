import ByteIO
import Testing

@testable import Compression

@Suite struct BlockCompressorTests {
    static let efforts = [Effort.auto, .fast, .default, .best]

    @Test(arguments: efforts, SampleData.allCases)
    func `a used compressor makes the same bytes as a fresh one`(effort: Effort, data: SampleData) {
        let block = data.bytes(BlockCompressor.blockSize)
        let used = BlockCompressor(effort: effort)
        for other in SampleData.allCases { _ = encode(other.bytes(50_000), with: used) }
        #expect(encode(block, with: used) == encode(block, with: BlockCompressor(effort: effort)))
    }

    @Test(arguments: efforts, SampleData.allCases)
    func `no stream is longer than its bound`(effort: Effort, data: SampleData) throws {
        for size in [0, 1, 2, 100, 16_384, 65_535, 262_143, 262_144, 262_145, SampleData.largest] {
            let target = MemorySink()
            let sink = try DeflateSink(
                to: target, total: UInt64(size), compressor: BlockCompressor(effort: effort))
            try sink.write(data.bytes(size))
            #expect(UInt64(target.bytes.count) <= BlockCompressor.encodedBound(of: UInt64(size)), "\(size)")
        }
    }

    @Test func `random data is stored and not searched`() throws {
        let block = SampleData.random.bytes(100_000)
        let encoded = encode(block, with: BlockCompressor(effort: .best))
        #expect(UInt64(encoded.count) == StoredBlocks.encodedLength(of: 100_000))
        #expect(inflated(encoded, size: 100_000) == block)
    }

    @Test(arguments: efforts)
    func `text and zeros become smaller`(effort: Effort) {
        let compressor = BlockCompressor(effort: effort)
        #expect(encode(SampleData.text.bytes(262_144), with: compressor).count < 80_000)
        #expect(encode(SampleData.zeros.bytes(262_144), with: compressor).count < 2000)
    }

    @Test(arguments: efforts)
    func `a block refers to the bytes before it`(effort: Effort) throws {
        // Sixteen letters by chance: half a byte each, but next to nothing where they repeat the dictionary.
        let letters = SampleData.random.bytes(BlockCompressor.dictionarySize).map { 0x61 + $0 % 16 }
        let (dictionary, block) = (letters, Array(letters.suffix(20_000)))
        let compressor = BlockCompressor(effort: effort)
        let first = encode(dictionary, isLast: false, with: compressor)
        let behind = encode(dictionary + block, behind: dictionary.count, with: compressor)
        let alone = encode(block, with: compressor)
        #expect(behind.count < alone.count / 4)
        let whole = inflated(first + behind, size: dictionary.count + block.count)
        #expect(whole == dictionary + block)
    }

    @Test(arguments: SampleData.allCases)
    func `a block that is not the last ends on a byte boundary`(data: SampleData) throws {
        let block = data.bytes(10_000)
        let compressor = BlockCompressor(effort: .default)
        let encoded = encode(block, isLast: false, with: compressor)
        let end = encode([], isLast: true, with: compressor)
        #expect(inflated(encoded + encoded + end, size: 20_000) == block + block)
    }

    @Test(arguments: [(Effort.store, nil), (.auto, 1), (.fast, 1), (.default, 6), (.best, 9)])
    func `an effort is one of zlib's levels`(effort: Effort, level: Int32?) {
        #expect(effort.level == level)
    }

    private func encode(
        _ window: [UInt8], behind dictionarySize: Int = 0, isLast: Bool = true,
        with compressor: BlockCompressor
    ) -> [UInt8] {
        var checksum = CRC32()
        var output: [UInt8] = [1, 2, 3]
        compressor.encode(
            window, behind: dictionarySize, isLast: isLast, updating: &checksum, into: &output)
        let block = window[dictionarySize...]
        let expected = CRC32(of: block.span)
        #expect(checksum == expected)
        return output
    }
}
