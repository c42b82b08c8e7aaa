internal import Plan

/// Goes through the records of a zip's entries, one after the other: what each is, how long, and where.
struct ZipRecords {
    /// The local file header, the data and the data descriptor of one entry.
    struct Record {
        let entry: Int
        let member: ZipMember
        let digest: EntryDigest
        /// Where it begins, and its length, in bytes.
        let offset: UInt64
        let length: UInt64
        /// The unit of the archive's index that comes first in it.
        let unit: Int

        /// Where its data begins.
        var dataOffset: UInt64 {
            offset + UInt64(LocalFileHeader(member: member, digest: digest).encodedSize)
        }

        /// Where its data descriptor begins, if it has one.
        var descriptorOffset: UInt64 { dataOffset + digest.encodedSize }

        /// The entry's record in the central directory.
        var header: CentralDirectoryHeader {
            CentralDirectoryHeader(member: member, digest: digest, offset: offset)
        }
    }

    private let layout: ZipLayout
    private let digests: DigestTable
    private let omissions: Omissions?
    private var cursor: PathCursor
    private var entry = 0
    private var unit = 0
    /// Where the next record begins, in bytes; in the end, the central directory.
    private(set) var offset: UInt64 = 0

    /// - Parameters:
    ///   - digests: Of the entries whose lengths are not arithmetic.
    ///   - omissions: Entries without a record.
    init(_ layout: ZipLayout, _ digests: DigestTable, without omissions: Omissions? = nil) {
        self.layout = layout
        self.digests = digests
        self.omissions = omissions
        cursor = layout.cursor
    }

    mutating func next() -> Record? {
        if let omissions { while omissions.contains(entry) { entry += 1 } }
        guard entry < layout.plan.entries.count else { return nil }
        cursor.move(to: entry)
        let planned = layout.plan.entries[entry]
        let digest = digests.digest(of: entry, planned: layout.plannedDigest(planned))
        let member = layout.member(planned, path: cursor.path, digest: digest)
        let record = Record(
            entry: entry, member: member, digest: digest, offset: offset,
            length: layout.recordLength(member, digest), unit: unit)
        offset += record.length
        entry += 1
        unit += layout.unitCount(of: planned)
        return record
    }
}
