import Compression
import TestSupport
import Testing

@testable import Archive

@Suite(.unit) struct GzipMemberTests {
    @Test func `says nothing of its making`() {
        // RFC 1952 §2.3: magic, deflate, no flags, no time, no extra flags, unknown system.
        #expect(GzipMember.header == [UInt8](hex: "1f8b 08 00 00000000 00 ff"))
    }

    @Test(
        arguments: [
            (0, "00000000"), (0x0102_0304, "04030201"), (0xFFFF_FFFF, "ffffffff"), (1 << 32, "00000000"),
            ((1 << 32) + 5, "05000000"),
        ] as [(UInt64, String)])
    func `the size is counted modulo 2 to the 32nd`(size: UInt64, expected: String) {
        let trailer = GzipMember.trailer(checksum: CRC32(0x3524_41C2), size: size)
        #expect(trailer == [UInt8](hex: "c2412435" + expected))
        #expect(trailer.count == GzipMember.trailerSize)
    }
}
