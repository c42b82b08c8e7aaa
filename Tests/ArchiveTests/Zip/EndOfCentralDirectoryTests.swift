import TestSupport
import Testing

@testable import Archive

@Suite(.unit) struct EndOfCentralDirectoryTests {
    @Test(
        arguments: [
            (0, 0, 0, "504b0506 0000 0000 0000 0000 00000000 00000000 0000"),
            (3, 0x1234, 0x77, "504b0506 0000 0000 0300 0300 77000000 34120000 0000"),
            (65_534, 0xFFFF_FFFE, 0xFFFF_FFFE, "504b0506 0000 0000 feff feff feffffff feffffff 0000"),
        ] as [(UInt64, UInt64, UInt64, String)])
    func `one record is enough as long as everything fits`(
        count: UInt64, offset: UInt64, size: UInt64, expected: String
    ) {
        #expect(bytes(count, offset, size) == [UInt8](hex: expected))
    }

    @Test(
        arguments: [
            (65_535, 5, 7, "ffff000000000000", "0700000000000000", "0500000000000000", "0c00000000000000"),
            (
                1, 0xFFFF_FFFF, 7, "0100000000000000", "0700000000000000", "ffffffff00000000",
                "0600000001000000"
            ),
            (
                1, 5, 0xFFFF_FFFF, "0100000000000000", "ffffffff00000000", "0500000000000000",
                "0400000001000000"
            ),
            (
                1_000_000, 1 << 40, 1 << 33, "40420f0000000000", "0000000002000000", "0000000000010000",
                "0000000002010000"
            ),
        ] as [(UInt64, UInt64, UInt64, String, String, String, String)])
    func `zip64 records come first when something does not`(
        count: UInt64, offset: UInt64, size: UInt64, entries: String, sizeField: String, offsetField: String,
        place: String
    ) {
        let expected = [UInt8](
            hex: """
                504b0606 2c00000000000000 2d03 2d00 00000000 00000000 \(entries) \(entries)
                \(sizeField) \(offsetField)
                504b0607 00000000 \(place) 01000000
                504b0506 0000 0000 ffff ffff ffffffff ffffffff 0000
                """)
        #expect(bytes(count, offset, size) == expected)
    }

    private func bytes(_ count: UInt64, _ offset: UInt64, _ size: UInt64) -> [UInt8] {
        let end = EndOfCentralDirectory(entryCount: count, offset: offset, size: size)
        return .encoded(end.encodedSize) { end.encode(into: &$0) }
    }
}
