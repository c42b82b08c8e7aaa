internal import ByteIO
internal import Compression

/// The frame of a gzip file (RFC 1952): one member, without name or time, so that the same input gives the
/// same bytes.
enum GzipMember {
    /// §2.3.1: magic, deflate, no flags, no time, no extra flags, operating system unknown.
    static let header: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    static let trailerSize = 8

    /// The checksum, and the size modulo 2^32, of what is compressed.
    static func trailer(checksum: CRC32, size: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(addingCapacity: trailerSize) {
            $0.append(littleEndian: checksum.value)
            $0.append(littleEndian: UInt32(truncatingIfNeeded: size))
        }
        return bytes
    }
}
