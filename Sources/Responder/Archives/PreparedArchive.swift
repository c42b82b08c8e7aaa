internal import Archive
internal import HTTP
internal import Plan
internal import SystemCalls

/// An archive that has passed every check, with what tells it from others.
struct PreparedArchive: Sendable {
    let origin: any Origin
    let archive: Archive
    let entityTag: EntityTag

    init(_ origin: any Origin, spent: SpentTags = SpentTags()) {
        self.origin = origin
        archive = origin.archive
        entityTag = spent.unspent(EntityTag(origin.archive, origin.identify))
    }

    /// The newest time in the plan, in seconds since 1970; nil if it is in the future (RFC 9110 §8.8.2.1), HTTP has no
    /// words for it, or the archive may be another with the same time.
    var lastModified: Int64? {
        guard origin.isRepeatable else { return nil }
        let newest = archive.plan.newest
        return newest <= ProcessClock.now.seconds && HTTPDate.text(secondsSinceEpoch: newest) != nil
            ? newest : nil
    }
}
