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
