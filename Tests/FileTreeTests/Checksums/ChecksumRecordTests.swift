import ByteIO
import SystemCalls
import Testing

@testable import FileTree

@Suite struct ChecksumRecordTests {
    static func record(_ number: UInt64, checksum: UInt32 = 0xDEAD_BEEF) -> ChecksumRecord {
        ChecksumRecord(
            version: FileVersion(
                device: 0x0102, inode: number, size: 1 << 40,
                modified: FileTime(seconds: -5, nanoseconds: 999_999_999),
                changed: FileTime(seconds: 1_700_000_000, nanoseconds: 1)),
            checksum: checksum)
    }

    static func bytes(_ record: ChecksumRecord) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(addingCapacity: ChecksumRecord.size) { record.encode(into: &$0) }
        return bytes
    }

    @Test func `comes back as it was written`() {
        let record = Self.record(.max)
        let bytes = Self.bytes(record)
        #expect(bytes.count == ChecksumRecord.size)
        #expect(ChecksumRecord(bytes[...]) == record)
    }

    @Test func `no changed byte goes unnoticed`() {
        let bytes = Self.bytes(Self.record(7))
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 0x10
            #expect(ChecksumRecord(damaged[...]) == nil, "byte \(index)")
        }
        #expect(ChecksumRecord(bytes.dropLast()) == nil)
    }
}
