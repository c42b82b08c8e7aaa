internal import ByteIO
internal import Compression
internal import Plan

/// Which shape each entry of a plan takes in a zip, and how long the parts are: arithmetic, as far as nothing
/// is compressed.
struct ZipLayout: Sendable {
    let plan: Plan
    let effort: Effort
    /// Names in the archive that differ from those in the plan.
    private let replacements: [Int: [UInt8]]

    /// Files up to this size are read whole before their header is written, so that it has exact sizes.
    private static let wholeLimit = UInt64(BlockCompressor.blockSize)

    /// - Parameter effort: Resolved: not `auto` for a plan that has nothing to compress.
    init(plan: Plan, effort: Effort) {
        self.plan = plan
        self.effort = effort
        replacements = plan.archiveNames.merging(ZipNames.replacements(for: plan)) { $1 }
    }

    var cursor: PathCursor { PathCursor(over: plan, replacing: replacements) }

    /// Whether lengths depend on what the content compresses to.
    var learnsSizes: Bool { effort != .store }

    /// Whether the entry's sizes and checksum follow its data.
    func isStreamed(_ entry: Entry) -> Bool {
        entry.kind == .file && !entry.isInline && (entry.size > Self.wholeLimit || entry.hasUnknownSize)
    }

    /// What the plan tells of an entry's data; the encoded size is exact for `store`, else the most it can
    /// be. Of an entry of unknown size it tells nothing.
    func plannedDigest(_ entry: Entry) -> EntryDigest {
        guard isStreamed(entry) else {
            return EntryDigest(checksum: CRC32(), size: entry.size, encodedSize: entry.size)
        }
        let encodedSize =
            effort == .store
            ? StoredBlocks.encodedLength(of: entry.size) : BlockCompressor.encodedBound(of: entry.size)
        return EntryDigest(checksum: CRC32(), size: entry.size, encodedSize: encodedSize)
    }

    /// - Parameter digest: As learned: data that became smaller is deflated.
    func member(_ entry: Entry, path: [UInt8], digest: EntryDigest) -> ZipMember {
        let isStreamed = isStreamed(entry)
        let planned = plannedDigest(entry)
        return ZipMember(
            path: path,
            method: isStreamed || digest.encodedSize < digest.size ? .deflated : .stored,
            isStreamed: isStreamed,
            // By the bound and not by what is learned: the local header is written before that.
            hasZip64Sizes: max(planned.size, planned.encodedSize) > ZipMember.largest32,
            modified: entry.modifiedSeconds,
            mode: entry.kind.typeBits | entry.permissions)
    }

    /// The length of everything from the local file header to the end of the data descriptor.
    func recordLength(_ member: ZipMember, _ digest: EntryDigest) -> UInt64 {
        let header = LocalFileHeader(member: member, digest: digest).encodedSize
        let descriptor = member.isStreamed ? DataDescriptor.encodedSize(zip64: member.hasZip64Sizes) : 0
        return UInt64(header + descriptor) + digest.encodedSize
    }

    /// The length of the whole archive.
    ///
    /// - Parameter digests: Of all entries, if lengths are not arithmetic.
    func length(_ digests: DigestTable) -> UInt64 {
        var records = ZipRecords(self, digests)
        var directorySize: UInt64 = 0
        while let record = records.next() { directorySize += UInt64(record.header.encodedSize) }
        let end = EndOfCentralDirectory(
            entryCount: UInt64(plan.entries.count), offset: records.offset, size: directorySize)
        return records.offset + directorySize + UInt64(end.encodedSize)
    }
}

extension Entry.Kind {
    /// The type bits of st_mode (inode(7)).
    var typeBits: UInt16 {
        switch self {
        case .file: 0o100_000
        case .directory: 0o040_000
        case .symbolicLink: 0o120_000
        }
    }
}
