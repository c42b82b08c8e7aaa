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
