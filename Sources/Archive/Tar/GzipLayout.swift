internal import Compression
internal import Plan

/// How long the parts of a tar within a gzip are: arithmetic if it is only stored, else learned block by block.
struct GzipLayout: Sendable {
    let tar: TarLayout
    /// Bytes of the tar.
    let tarLength: UInt64
    private let isStored: Bool

    private static let headerSize = UInt64(GzipMember.header.count)

    init(_ tar: TarLayout, effort: Effort) {
        self.tar = tar
        tarLength = tar.length
        isStored = effort == .store
    }

    /// How many units the complete index has.
    var unitCount: Int {
        isStored ? tar.plan.entries.count : Int(BlockCompressor.blockCount(of: tarLength))
    }

    /// The length of the whole archive.
    ///
    /// - Parameter index: Complete, unless content is only stored.
    func length(knowing index: ArchiveIndex) -> UInt64 {
        let encoded =
            isStored
            ? StoredBlocks.encodedLength(of: tarLength)
            : index.units.reduce(0) { $0 + UInt64($1.length) }
        return Self.headerSize + encoded + UInt64(GzipMember.trailerSize)
    }

    /// Where to begin for a part of the archive, and which checksums it lacks.
    ///
    /// - Parameter index: Complete, unless content is only stored.
    func part(_ range: Range<UInt64>, knowing index: ArchiveIndex) -> ArchivePart {
        let start = position(of: range.lowerBound, knowing: index)
        let trailer = length(knowing: index) - UInt64(GzipMember.trailerSize)
        var job: ChecksumJob?
        if isStored, range.upperBound > trailer {
            let place = tar.position(of: start.contentOffset ?? 0)
            let known = min(index.units.count, place.entry)
            let count = index.units.count > place.entry ? 0 : place.contentOffset ?? 0
            if known < place.entry || count > 0 {
                job = ChecksumJob(
                    tar.plan, entries: known..<place.entry, prefix: count > 0 ? (place.entry, count) : nil)
            }
        }
        return ArchivePart(
            range: range, start: start, job: job,
            beginsWithChecksums: job != nil && range.lowerBound >= trailer)
    }

    /// Where the unit begins that follows the first `unit` units of compressed content.
    func position(ofUnit unit: Int) -> ArchivePosition {
        guard unit > 0 else { return .start }
        return ArchivePosition(contentOffset: UInt64(unit * BlockCompressor.blockSize), unit: unit)
    }

    /// The block that byte `target` of the archive is in; the last one for the trailer.
    private func position(of target: UInt64, knowing index: ArchiveIndex) -> ArchivePosition {
        guard target >= Self.headerSize else { return .start }
        let within = target - Self.headerSize
        var position = ArchivePosition.start
        var start: (input: UInt64, encoded: UInt64) = (0, 0)
        if isStored {
            start = StoredBlocks.blockStart(
                before: min(within, StoredBlocks.encodedLength(of: tarLength) - 1))
        } else {
            for unit in index.units.dropLast() {
                guard within >= start.encoded + UInt64(unit.length) else { break }
                start.encoded += UInt64(unit.length)
                start.input += UInt64(BlockCompressor.blockSize)
                position.unit += 1
            }
        }
        guard start.input > 0 else { return .start }
        position.contentOffset = start.input
        position.offset = Self.headerSize + start.encoded
        return position
    }
}
