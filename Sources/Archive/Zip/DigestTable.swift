internal import Compression

/// CRC-32 and encoded size of each entry, filled in as content is written. The central directory is made from it.
///
/// It takes 4 bytes an entry, and 8 more where encoded sizes are not arithmetic.
struct DigestTable {
    private var checksums: [UInt32]
    private var encodedSizes: [UInt64]
    /// Those of entries of unknown size.
    private var unplanned: [Int: EntryDigest] = [:]

    /// - Parameter learnsSizes: Whether lengths are not arithmetic.
    init(count: Int, learnsSizes: Bool) {
        checksums = [UInt32](repeating: 0, count: count)
        encodedSizes = [UInt64](repeating: 0, count: learnsSizes ? count : 0)
    }

    /// Knows nothing: enough where only lengths that are arithmetic matter.
    static let unknown = DigestTable(count: 0, learnsSizes: false)

    mutating func record(_ digest: EntryDigest, of index: Int) {
        checksums[index] = digest.checksum.value
        if !encodedSizes.isEmpty { encodedSizes[index] = digest.encodedSize }
    }

    mutating func recordUnplanned(_ digest: EntryDigest, of index: Int) { unplanned[index] = digest }

    /// - Parameter planned: The digest as far as the plan knows it.
    func digest(of index: Int, planned: EntryDigest) -> EntryDigest {
        if !unplanned.isEmpty, let digest = unplanned[index] { return digest }
        return EntryDigest(
            checksum: CRC32(checksums.isEmpty ? 0 : checksums[index]), size: planned.size,
            encodedSize: encodedSizes.isEmpty ? planned.encodedSize : encodedSizes[index])
    }
}

/// What is only known of an entry once its content has been read: what a data descriptor says.
struct EntryDigest: Equatable {
    var checksum: CRC32
    var size: UInt64
    var encodedSize: UInt64

    /// Of an entry without data.
    static let empty = EntryDigest(checksum: CRC32(), size: 0, encodedSize: 0)
}
