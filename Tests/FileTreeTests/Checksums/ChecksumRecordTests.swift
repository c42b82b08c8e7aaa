import SystemCalls
import TestSupport
import Testing

@testable import FileTree

@Suite(.unit) struct ChecksumRecordTests {
    private static let ordinary = ChecksumRecord(
        version: FileVersion(
            device: 0x0102_0304_0506_0708, inode: 0x1112_1314_1516_1718, size: 0x2122_2324_2526_2728,
            modified: FileTime(seconds: 0x3132_3334_3536_3738, nanoseconds: 0x4142_4344),
            changed: FileTime(seconds: 0x5152_5354_5556_5758, nanoseconds: 0x6162_6364)),
        checksum: 0x7172_7374)
    private static let largest = ChecksumRecord(
        version: FileVersion(
            device: .max, inode: .max, size: .max, modified: FileTime(seconds: .max, nanoseconds: .max),
            changed: FileTime(seconds: .max, nanoseconds: .max)),
        checksum: .max)
    private static let smallest = ChecksumRecord(
        version: FileVersion(
            device: 0, inode: 0, size: 0, modified: FileTime(seconds: .min, nanoseconds: 0),
            changed: FileTime(seconds: -1, nanoseconds: 0)),
        checksum: 0)

    @Test(arguments: [ordinary, largest, smallest])
    func `is read as it was written`(record: ChecksumRecord) {
        let bytes = record.bytes
        #expect(bytes.count == ChecksumRecord.size)
        #expect(ChecksumRecord(bytes[...]) == record)
        // Wherever it lies in a file.
        let behind = [UInt8](repeating: 9, count: 3) + bytes
        #expect(ChecksumRecord(behind[3...]) == record)
    }

    @Test func `numbers are little-endian, one behind the other`() {
        let bytes = Self.ordinary.bytes
        let starts = [0x08, 0x18, 0x28, 0x38, 0x58, 0x44, 0x64] as [UInt8]
        #expect(stride(from: 0, to: 56, by: 8).map { bytes[$0] } == starts)
        #expect(Array(bytes[40..<60]) == Array("DCBA\0\0\0\0dcba\0\0\0\0tsrq".utf8))
    }

    @Test(arguments: [ordinary, largest, smallest])
    func `is none once any bit of it has changed`(record: ChecksumRecord) {
        for position in 0..<ChecksumRecord.size {
            for bit in 0..<8 {
                var bytes = record.bytes
                bytes[position] ^= 1 << bit
                #expect(ChecksumRecord(bytes[...]) == nil, "bit \(bit) of byte \(position)")
            }
        }
    }

    @Test func `is none if it is cut off, too long, or nothing but zeros`() {
        let bytes = Self.ordinary.bytes
        for count in 0..<bytes.count { #expect(ChecksumRecord(bytes[..<count]) == nil, "\(count) bytes") }
        #expect(ChecksumRecord((bytes + [0])[...]) == nil)
        #expect(ChecksumRecord([UInt8](repeating: 0, count: ChecksumRecord.size)[...]) == nil)
    }
}
