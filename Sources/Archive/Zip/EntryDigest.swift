internal import Compression

/// What is only known of an entry once its content has been read: what a data descriptor says.
struct EntryDigest: Equatable {
    var checksum: CRC32
    var size: UInt64
    var encodedSize: UInt64

    /// Of an entry without data.
    static let empty = EntryDigest(checksum: CRC32(), size: 0, encodedSize: 0)
}
