internal import Compression
internal import Plan

/// Where to begin for a part of a zip, and which checksums it lacks.
extension ZipLayout {
    /// - Parameter index: Complete, if lengths are not arithmetic.
    func part(_ range: Range<UInt64>, knowing index: ArchiveIndex) -> ArchivePart {
        var records = ZipRecords(self, learnsSizes ? digests(from: index) : .unknown)
        var found: ZipRecords.Record?
        while found == nil, let record = records.next() {
            if range.lowerBound < record.offset + record.length { found = record }
        }
        let start = found.map { position(of: range.lowerBound, in: $0, knowing: index) }
        while records.next() != nil {}
        let directory = ArchivePosition(entry: plan.entries.count, offset: records.offset)
        guard !learnsSizes else {
            return ArchivePart(
                range: range, start: start ?? directory, job: nil, beginsWithChecksums: false)
        }
        let first = (start ?? directory).entry
        let holdsDirectory = range.upperBound > directory.offset
        let known = min(index.units.count, first)
        let unknown = holdsDirectory ? known..<first : 0..<0
        var prefix: (entry: Int, count: UInt64)?
        var descriptor = UInt64.max
        if let found, let count = start?.contentOffset, count > 0 {
            descriptor = found.descriptorOffset
            if range.upperBound > descriptor, index.units.count <= first { prefix = (first, count) }
        }
        let isNeeded = !unknown.isEmpty || prefix != nil
        return ArchivePart(
            range: range, start: start ?? directory,
            job: isNeeded ? ChecksumJob(plan, entries: unknown, prefix: prefix) : nil,
            beginsWithChecksums: isNeeded && range.lowerBound >= min(descriptor, directory.offset))
    }

    /// Where the unit begins that follows the first `unit` units of compressed content.
    func position(ofUnit unit: Int) -> ArchivePosition {
        var position = ArchivePosition.start
        for (index, entry) in plan.entries.enumerated() {
            let count = unitCount(of: entry)
            position.entry = index
            if position.unit + count > unit {
                if isStreamed(entry), unit > position.unit {
                    position.contentOffset = UInt64((unit - position.unit) * BlockCompressor.blockSize)
                }
                position.unit = unit
                return position
            }
            position.unit += count
        }
        position.entry = plan.entries.count
        return position
    }

    /// Where writing can begin for byte `target` of the archive, which lies in `record`.
    private func position(
        of target: UInt64, in record: ZipRecords.Record, knowing index: ArchiveIndex
    ) -> ArchivePosition {
        var position = ArchivePosition(entry: record.entry, offset: record.offset, unit: record.unit)
        let data = record.dataOffset
        guard record.member.isStreamed, target >= data else { return position }
        // The descriptor follows from the last block.
        let within = min(target - data, record.digest.encodedSize - 1)
        var start: (input: UInt64, encoded: UInt64) = (0, 0)
        if learnsSizes {
            for unit in index.units[record.unit...] {
                guard within >= start.encoded + UInt64(unit.length) else { break }
                start.encoded += UInt64(unit.length)
                start.input += UInt64(BlockCompressor.blockSize)
                position.unit += 1
            }
        } else {
            start = StoredBlocks.blockStart(before: within)
        }
        guard start.input > 0 else { return position }
        position.contentOffset = start.input
        position.offset = data + start.encoded
        return position
    }
}
