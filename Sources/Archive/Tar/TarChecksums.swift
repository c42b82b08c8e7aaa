internal import ByteIO
internal import Compression
internal import Plan

/// The checksums of a tar's entries, of which that of a gzip around it is made without looking at the bytes
/// again: they may not even pass, if only the end is sent.
final class TarChecksums {
    private let layout: TarLayout
    private let ledger: ArchiveLedger
    private let skipped: SkippedChecksums?
    private var checksums: [UInt32]
    /// The checksum of what was written of the entry that writing began in.
    private var tail: (entry: Int, checksum: CRC32, offset: UInt64)?

    /// - Parameters:
    ///   - ledger: Knows the checksums of what is left out, as far as `skipped` does not.
    ///   - start: Where writing begins.
    init(
        _ layout: TarLayout, from start: ArchivePosition, ledger: ArchiveLedger, skipped: SkippedChecksums?
    ) {
        self.layout = layout
        self.ledger = ledger
        self.skipped = skipped
        let known = ledger.index.units.map(\.checksum).prefix(layout.plan.entries.count)
        checksums = known + [UInt32](repeating: 0, count: layout.plan.entries.count - known.count)
        ledger.begin(at: start.entry)
    }

    /// Notes the checksum of an entry's content from byte `offset` on.
    func note(_ checksum: CRC32, of entry: Int, from offset: UInt64) throws(SinkError) {
        if offset > 0 {
            tail = (entry, checksum, offset)
            // What is before it may still be unknown.
            ledger.begin(at: entry + 1)
        } else {
            checksums[entry] = checksum.value
            try ledger.note(length: 0, checksum: checksum)
        }
    }

    /// The checksum of the whole tar, when all of it has been written. Blocks while some of it is not known.
    func finish() throws(ArchiveError) -> CRC32 {
        if let skipped {
            for entry in skipped.job.entries {
                if let checksum = try skipped.checksum(of: entry) { checksums[entry] = checksum.value }
            }
            if let tail {
                let count = layout.plan.entries[tail.entry].size - tail.offset
                let checksum = try skipped.checksum(
                    of: tail.entry, endingWith: tail.checksum, count: count)
                if let checksum { checksums[tail.entry] = checksum.value }
            }
        }
        return layout.checksum(checksums)
    }
}
