import Archive
import Compression
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct IndexRecordTests {
    private let tag: CacheKey

    init() throws { tag = try .example(1) }

    @Test(arguments: [1, 2, 3, 1000, 100_000])
    func `comes back as it was`(count: Int) {
        let index = ArchiveIndex.example(count)
        let bytes = IndexRecord.encode(index, of: tag)
        #expect(bytes.count == 62 + 8 * count)
        #expect(bytes.count == IndexRecord.size(ofUnits: count))
        #expect(IndexRecord.unitCount(ofSize: UInt64(bytes.count)) == count)
        #expect(IndexRecord.decode(bytes, of: tag) == index)
    }

    @Test func `is laid out for good`() {
        var index = ArchiveIndex()
        index.units = [.init(length: 0x0102_0304, checksum: .max), .init(length: 0, checksum: 5)]
        let expected =
            Array("penstock index 1\nfedcba98765432100000000000000001\n".utf8)
            + [2, 0, 0, 0, 0, 0, 0, 0] + [4, 3, 2, 1, 255, 255, 255, 255] + [0, 0, 0, 0, 5, 0, 0, 0]
        let check = CRC32(of: expected).value
        let checkBytes = (0..<4).map { UInt8(truncatingIfNeeded: check >> UInt32(8 * $0)) }
        let bytes = IndexRecord.encode(index, of: tag)
        #expect(bytes == expected + checkBytes)
    }

    @Test func `is nothing when any bit has changed`() {
        let sound = IndexRecord.encode(.example(3), of: tag)
        for position in sound.indices {
            for bit in 0..<8 {
                var bytes = sound
                bytes[position] ^= 1 << UInt8(bit)
                #expect(IndexRecord.decode(bytes, of: tag) == nil, "bit \(bit) of byte \(position)")
            }
        }
    }

    @Test func `is nothing when it is cut off anywhere or goes on`() {
        let sound = IndexRecord.encode(.example(3), of: tag)
        for count in 0..<sound.count {
            #expect(IndexRecord.decode(Array(sound.prefix(count)), of: tag) == nil, "\(count) bytes")
        }
        for count in 1...64 {
            let longer = sound + [UInt8](repeating: 0, count: count)
            #expect(IndexRecord.decode(longer, of: tag) == nil, "\(count) more")
        }
    }

    @Test(arguments: [0, 2, 4, 1 << 32, UInt64(Int64.max), .max])
    func `is nothing when it has another number of units than it says`(count: UInt64) {
        var bytes = Array(IndexRecord.encode(.example(3), of: tag).dropLast(4))
        let number = (0..<8).map { UInt8(truncatingIfNeeded: count >> UInt64(8 * $0)) }
        bytes.replaceSubrange(50..<58, with: number)
        let check = CRC32(of: bytes).value
        bytes += (0..<4).map { UInt8(truncatingIfNeeded: check >> UInt32(8 * $0)) }
        #expect(IndexRecord.decode(bytes, of: tag) == nil)
    }

    @Test func `is nothing for another archive`() throws {
        let bytes = IndexRecord.encode(.example(3), of: tag)
        #expect(IndexRecord.decode(bytes, of: try .example(2)) == nil)
    }

    @Test(arguments: [0, 1, 57, 58, 61, 62, 63, 69, 71, UInt64(Int64.max), .max])
    func `no record has such a size`(size: UInt64) {
        #expect(IndexRecord.unitCount(ofSize: size) == nil)
    }
}
