import ByteIO
import Compression
import TestSupport
import Testing

@testable import Archive

/// The bytes of each record, field by field as in APPNOTE 4.3.
@Suite(.unit) struct ZipRecordTests {
    /// 2024-02-29 12:34:56 UTC: DOS time 645C, date 585D.
    private static let leapDay: Int64 = 1_709_210_096
    private static let digest = EntryDigest(checksum: CRC32(0x3524_41C2), size: 3, encodedSize: 3)

    private func member(
        _ path: String, method: CompressionMethod = .stored, streamed: Bool = false, zip64: Bool = false,
        modified: Int64 = leapDay, mode: UInt16 = 0o100_644
    ) -> ZipMember {
        ZipMember(
            path: Array(path.utf8), method: method, isStreamed: streamed, hasZip64Sizes: zip64,
            modified: modified, mode: mode)
    }

    private func bytes(_ record: LocalFileHeader) -> [UInt8] {
        .encoded(record.encodedSize) { record.encode(into: &$0) }
    }

    private func bytes(_ record: CentralDirectoryHeader) -> [UInt8] {
        .encoded(record.encodedSize) { record.encode(into: &$0) }
    }

    @Test func `a whole file's local header has its checksum and sizes`() {
        let header = LocalFileHeader(member: member("t/a"), digest: Self.digest)
        let expected = [UInt8](
            hex: """
                504b0304 0a00 0000 0000 5c64 5d58 c2412435 03000000 03000000 0300 0900 742f61
                5554 0500 01 f079e065
                """)
        #expect(bytes(header) == expected)
    }

    @Test func `a streamed file's local header leaves them to the descriptor`() {
        let header = LocalFileHeader(
            member: member("t/a", method: .deflated, streamed: true), digest: Self.digest)
        let expected = [UInt8](
            hex: """
                504b0304 1400 0800 0800 5c64 5d58 00000000 00000000 00000000 0300 0900 742f61
                5554 0500 01 f079e065
                """)
        #expect(bytes(header) == expected)
    }

    @Test func `zip64 sizes come first among the local extra fields, both of them`() {
        let header = LocalFileHeader(
            member: member("t/a", method: .deflated, streamed: true, zip64: true), digest: Self.digest)
        let expected = [UInt8](
            hex: """
                504b0304 2d00 0800 0800 5c64 5d58 00000000 ffffffff ffffffff 0300 1d00 742f61
                0100 1000 0000000000000000 0000000000000000 5554 0500 01 f079e065
                """)
        #expect(bytes(header) == expected)
    }

    @Test func `a directory needs version 1.0, and a name that is not ASCII the UTF-8 flag`() {
        let header = LocalFileHeader(member: member("é/", mode: 0o040_755), digest: .empty)
        let expected = [UInt8](
            hex: """
                504b0304 0a00 0008 0000 5c64 5d58 00000000 00000000 00000000 0300 0900 c3a92f
                5554 0500 01 f079e065
                """)
        #expect(bytes(header) == expected)
    }

    @Test func `the directory has the mode, the offset and the same fields again`() {
        let header = CentralDirectoryHeader(member: member("t/a"), digest: Self.digest, offset: 0x1234_5678)
        let expected = [UInt8](
            hex: """
                504b0102 0003 0a00 0000 0000 5c64 5d58 c2412435 03000000 03000000 0300 0900 0000 0000 0000
                0000a481 78563412 742f61 5554 0500 01 f079e065
                """)
        #expect(bytes(header) == expected)
    }

    @Test func `a folder has the directory attribute of DOS beside its mode`() {
        let header = CentralDirectoryHeader(
            member: member("t/", mode: 0o040_755), digest: .empty, offset: 0)
        #expect(Array(bytes(header)[38..<42]) == [UInt8](hex: "1000ed41"))
    }

    @Test(
        arguments: [
            (0xFFFF_FFFE, 0xFFFF_FFFE, 0xFFFF_FFFE, "feffffff feffffff feffffff", "", 20),
            (0xFFFF_FFFF, 7, 9, "07000000 ffffffff 09000000", "0100 0800 ffffffff00000000", 45),
            (7, 0xFFFF_FFFF, 9, "ffffffff 07000000 09000000", "0100 0800 ffffffff00000000", 45),
            (7, 8, 0xFFFF_FFFF, "08000000 07000000 ffffffff", "0100 0800 ffffffff00000000", 45),
            (
                0x1_0000_0002, 0x1_0000_0001, 0x1_0000_0003, "ffffffff ffffffff ffffffff",
                "0100 1800 0200000001000000 0100000001000000 0300000001000000", 45
            ),
        ] as [(UInt64, UInt64, UInt64, String, String, UInt8)])
    func `the directory's zip64 field holds what overflows and nothing else`(
        size: UInt64, encodedSize: UInt64, offset: UInt64, fields: String, extra: String, version: UInt8
    ) {
        let digest = EntryDigest(checksum: CRC32(), size: size, encodedSize: encodedSize)
        let header = CentralDirectoryHeader(
            member: member("a", method: .deflated, streamed: true, modified: .max), digest: digest,
            offset: offset)
        let encoded = bytes(header)
        #expect(Array(encoded[20..<28] + encoded[42..<46]) == [UInt8](hex: fields))
        #expect(Array(encoded[47...]) == [UInt8](hex: extra))
        #expect(encoded[6] == version)
        #expect(encoded.littleEndian(at: 30, 2) == UInt64([UInt8](hex: extra).count))
    }

    @Test(arguments: [
        (Int64(Int32.max), true), (Int64(Int32.max) + 1, false), (Int64(Int32.min), false),
        (Int64(Int32.min) - 1, false), (-1, false), (0, true), (.max, false), (.min, false),
    ])
    func `the extended timestamp is there if the time fits and is none that stops a reader`(
        seconds: Int64, fits: Bool
    ) {
        let local = bytes(LocalFileHeader(member: member("a", modified: seconds), digest: .empty))
        #expect(local.count == (fits ? 40 : 31))
        #expect(local.littleEndian(at: 28, 2) == (fits ? 9 : 0))
        if fits {
            let stored = Int32(truncatingIfNeeded: local.littleEndian(at: 36, 4))
            #expect(Int64(stored) == seconds)
        }
    }

    @Test func `a descriptor has its signature, and 8-byte sizes only for zip64`() {
        let digest = EntryDigest(checksum: CRC32(0x3524_41C2), size: 0x0102_0304, encodedSize: 0x0506_0708)
        let short = DataDescriptor(digest: digest, hasZip64Sizes: false)
        let long = DataDescriptor(digest: digest, hasZip64Sizes: true)
        let shortBytes = [UInt8].encoded(DataDescriptor.encodedSize(zip64: false)) { short.encode(into: &$0) }
        let longBytes = [UInt8].encoded(DataDescriptor.encodedSize(zip64: true)) { long.encode(into: &$0) }
        #expect(shortBytes == [UInt8](hex: "504b0708 c2412435 08070605 04030201"))
        #expect(longBytes == [UInt8](hex: "504b0708 c2412435 0807060500000000 0403020100000000"))
    }
}
