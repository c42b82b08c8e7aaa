/// A stretch of an archive's bytes, and where to begin for it.
public struct ArchivePart {
    /// The bytes, counted from the archive's first.
    public let range: Range<UInt64>
    let start: ArchivePosition
    /// Sums what lies before the part, if the part holds checksums of that. Somebody must run it.
    public let job: ChecksumJob?
    /// Whether not even the first byte of the part can be told before the job is done.
    public let beginsWithChecksums: Bool
}

/// A place in an archive, or in the tar within it, where writing can begin.
struct ArchivePosition: Equatable {
    /// The entry to begin with; the number of entries for what follows them all.
    var entry = 0
    /// Where in its content, or in the tar within a gzip, to begin; nil for what comes before that.
    var contentOffset: UInt64?
    /// Where that is, in bytes from the start.
    var offset: UInt64 = 0
    /// The unit of the archive's index that comes next.
    var unit = 0

    static let start = ArchivePosition()
}
