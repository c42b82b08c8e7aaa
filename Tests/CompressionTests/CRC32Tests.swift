import TestSupport
import Testing

@testable import Compression

@Suite(.unit) struct CRC32Tests {
    // python3 -c 'import zlib; print(hex(zlib.crc32(b"123456789")))'
    @Test(
        arguments: [
            ([], 0), (Array("123456789".utf8), 0xCBF4_3926), (Array("abc".utf8), 0x3524_41C2),
            ([UInt8](repeating: 0, count: 32), 0x190A_55AD),
            ([UInt8](repeating: UInt8(ascii: "a"), count: 100_000), 0x1BE2_FA87),
        ] as [([UInt8], UInt32)])
    func `is the checksum of zip and gzip`(bytes: [UInt8], checksum: UInt32) {
        #expect(CRC32(of: bytes.span).value == checksum)
    }

    @Test func `is the same however the bytes come`() {
        let bytes = SampleData.random.bytes(1000)
        let whole = CRC32(of: bytes.span)
        for pieceSize in [1, 3, 15, 16, 17, 64, 999] {
            var checksum = CRC32()
            for start in stride(from: 0, to: bytes.count, by: pieceSize) {
                let piece = bytes[start..<min(bytes.count, start + pieceSize)]
                checksum.update(piece.span)
            }
            #expect(checksum == whole)
        }
        let (front, back) = (bytes[..<500], bytes[500...])
        var resumed = CRC32(CRC32(of: front.span).value)
        resumed.update(back.span)
        #expect(resumed == whole)
    }

    @Test(arguments: [(0, 0), (0, 5), (5, 0), (1, 1), (1000, 262_144), (262_144, 65_523)])
    func `of two parts makes that of both`(first: Int, second: Int) {
        let bytes = SampleData.random.bytes(first + second)
        var checksum = CRC32(of: Array(bytes.prefix(first)))
        checksum.append(CRC32(of: Array(bytes.suffix(second))), count: UInt64(second))
        #expect(checksum == CRC32(of: bytes))
    }
}
