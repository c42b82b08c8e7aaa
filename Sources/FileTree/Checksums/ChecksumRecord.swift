internal import ByteIO
internal import Compression
internal import SystemCalls

/// One file's checksum as the cache directory keeps it: 64 bytes, all numbers little-endian, the last of them
/// a check of the others.
struct ChecksumRecord: Equatable {
    static let size = 64
    private static let checkedSize = 60

    let version: FileVersion
    let checksum: UInt32

    func encode(into output: inout OutputSpan<UInt8>) {
        var bytes: [UInt8] = []
        bytes.append(addingCapacity: Self.checkedSize) {
            $0.append(littleEndian: version.device)
            $0.append(littleEndian: version.inode)
            $0.append(littleEndian: version.size)
            $0.append(littleEndian: UInt64(bitPattern: version.modified.seconds))
            $0.append(littleEndian: UInt64(bitPattern: version.changed.seconds))
            $0.append(littleEndian: UInt64(version.modified.nanoseconds))
            $0.append(littleEndian: UInt64(version.changed.nanoseconds))
            $0.append(littleEndian: checksum)
        }
        output.append(copying: bytes.span)
        output.append(littleEndian: CRC32(of: bytes).value)
    }
}

extension ChecksumRecord {
    /// - Parameter bytes: ``size`` of them.
    /// - Returns: nil if they are damaged.
    init?(_ bytes: ArraySlice<UInt8>) {
        let checked = bytes.prefix(Self.checkedSize)
        guard bytes.count == Self.size,
            CRC32(of: Array(checked)).value == UInt32(Self.number(bytes, at: 60, 4)),
            let modified = UInt32(exactly: Self.number(bytes, at: 40, 8)),
            let changed = UInt32(exactly: Self.number(bytes, at: 48, 8))
        else { return nil }
        let seconds = [24, 32].map { Int64(bitPattern: Self.number(bytes, at: $0, 8)) }
        version = FileVersion(
            device: Self.number(bytes, at: 0, 8), inode: Self.number(bytes, at: 8, 8),
            size: Self.number(bytes, at: 16, 8),
            modified: FileTime(seconds: seconds[0], nanoseconds: modified),
            changed: FileTime(seconds: seconds[1], nanoseconds: changed))
        checksum = UInt32(Self.number(bytes, at: 56, 4))
    }

    private static func number(_ bytes: ArraySlice<UInt8>, at offset: Int, _ count: Int) -> UInt64 {
        bytes.dropFirst(offset).prefix(count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
