internal import Compression
internal import Plan

/// What the units of an index are in a zip.
extension ZipLayout {
    /// How many units of an index an entry has.
    func unitCount(of entry: Entry) -> Int {
        guard learnsSizes else { return 1 }
        return entry.kind == .file ? Int(BlockCompressor.blockCount(of: entry.size)) : 0
    }

    /// The digests of all entries whose units `index` knows.
    func digests(from index: ArchiveIndex) -> DigestTable {
        var table = DigestTable(count: plan.entries.count, learnsSizes: learnsSizes)
        var units = index.units[...]
        for (number, entry) in plan.entries.enumerated() {
            let count = unitCount(of: entry)
            guard units.count >= count else { break }
            table.record(digest(of: entry, number, from: units.prefix(count)), of: number)
            units = units.dropFirst(count)
        }
        return table
    }

    private func digest(
        of entry: Entry, _ number: Int, from units: ArraySlice<ArchiveIndex.Unit>
    ) -> EntryDigest {
        var digest = plannedDigest(entry)
        guard !units.isEmpty else {
            if entry.isInline { digest.checksum = CRC32(of: plan.inlineContent(of: number)) }
            return digest
        }
        guard learnsSizes else {
            digest.checksum = CRC32(units.first?.checksum ?? 0)
            return digest
        }
        digest.checksum = ArchiveIndex.checksum(of: units, size: entry.size)
        digest.encodedSize = units.reduce(0) { $0 + UInt64($1.length) }
        return digest
    }
}
