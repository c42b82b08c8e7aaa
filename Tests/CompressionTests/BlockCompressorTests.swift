import ByteIO
import TestSupport
import Testing

@testable import Compression

@Suite(.unit) struct BlockCompressorTests {
    static let efforts = [Effort.auto, .fast, .default, .best]

    @Test(arguments: efforts, SampleData.allCases)
    func `a used compressor makes the same bytes as a fresh one`(effort: Effort, data: SampleData) throws {
        let block = data.bytes(BlockCompressor.blockSize)
        let used = BlockCompressor()
        for other in SampleData.allCases {
            for effort in Self.efforts { _ = encode(other.bytes(50_000), effort, with: used) }
        }
        for size in [BlockCompressor.blockSize, 5000, 0] {
            let part = Array(block.prefix(size))
            let fresh = encode(part, effort, with: BlockCompressor())
            let again = encode(part, effort, with: used)
            #expect(try content(of: fresh) == content(of: again), "\(size) bytes")
        }
    }

    @Test(arguments: efforts, [100_000, 5000, 2048])
    func `random data is stored and not searched`(effort: Effort, size: Int) throws {
        let block = SampleData.random.bytes(size)
        let encoded = encode(block, effort)
        #expect(encoded.isStored)
        #expect(try content(of: encoded) == block)
    }

    @Test(arguments: efforts)
    func `what hardly shrinks is stored`(effort: Effort) throws {
        // One letter among 120 random bytes is some bytes fewer in deflate, but far from worth it.
        var block = SampleData.random.bytes(200_000)
        for index in stride(from: 0, to: block.count, by: 120) { block[index] = 0x61 }
        #expect(encode(block, effort).isStored)
    }

    @Test(arguments: efforts)
    func `text and zeros become smaller`(effort: Effort) throws {
        for (data, most) in [(SampleData.text, 80_000), (.zeros, 2000)] {
            let bytes = data.bytes(262_144)
            let encoded = encode(bytes, effort)
            #expect(!encoded.isStored)
            #expect(encoded.count < most)
            #expect(inflated(try content(of: encoded), size: bytes.count) == bytes)
        }
    }

    @Test(arguments: efforts)
    func `a block refers to the bytes before it`(effort: Effort) throws {
        // Sixteen letters by chance: half a byte each, but next to nothing where they repeat the dictionary.
        let letters = SampleData.random.bytes(BlockCompressor.dictionarySize).map { 0x61 + $0 % 16 }
        let (dictionary, block) = (letters, Array(letters.suffix(20_000)))
        let first = encode(dictionary, effort, isLast: false)
        let behind = encode(dictionary + block, effort, behind: dictionary.count)
        let alone = encode(block, effort)
        #expect(behind.count < alone.count / 4)
        let stream = try content(of: first) + content(of: behind)
        #expect(inflated(stream, size: dictionary.count + block.count) == dictionary + block)
    }

    @Test(arguments: efforts)
    func `a block that is not the last ends on a byte boundary`(effort: Effort) throws {
        let block = SampleData.text.bytes(10_000)
        let part = try content(of: encode(block, effort, isLast: false))
        let end = try content(of: encode(block, effort))
        #expect(inflated(part + part + end, size: 30_000) == block + block + block)
    }

    private func content(of block: EncodedBlock) throws -> [UInt8] {
        let sink = MemorySink()
        try block.write(to: sink)
        #expect(sink.bytes.count == block.count)
        return sink.bytes
    }

    private func encode(
        _ window: [UInt8], _ effort: Effort, behind dictionarySize: Int = 0, isLast: Bool = true,
        with compressor: BlockCompressor = BlockCompressor()
    ) -> EncodedBlock {
        let block = RawBlock(window: window, dictionarySize: dictionarySize, isLast: isLast, effort: effort)
        let encoded = compressor.encode(block)
        #expect(encoded.checksum == CRC32(of: Array(window[dictionarySize...])))
        #expect(encoded.inputCount == window.count - dictionarySize)
        return encoded
    }
}
