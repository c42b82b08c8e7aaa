import SystemCalls

@testable import FileTree

extension FileVersion {
    /// A version that no other number gives.
    static func example(_ number: Int) -> FileVersion {
        FileVersion(
            device: 1, inode: UInt64(number), size: 300_000,
            modified: SystemCalls.FileTime(seconds: 1_700_000_000, nanoseconds: 1),
            changed: SystemCalls.FileTime(seconds: 1_700_000_001, nanoseconds: 2))
    }
}

extension ChecksumRecord {
    static func example(_ number: Int) -> ChecksumRecord {
        ChecksumRecord(version: .example(number), checksum: UInt32(number))
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(addingCapacity: Self.size) { encode(into: &$0) }
        return bytes
    }
}
