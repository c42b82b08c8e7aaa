internal import Compression
internal import Plan

extension Archive {
    /// The index as far as it follows from checksums that are given: that of a stored zip or tar.gz up to the first file
    /// whose checksum is not. A compressed archive has its index from being made, and a tar needs none.
    ///
    /// - Parameter checksum: The CRC-32 of a file's content, by its index in the plan.
    public func index(given checksum: (Int) -> UInt32?) -> ArchiveIndex {
        var index = ArchiveIndex()
        guard format != .tar, effort == .store, !plan.hasUnknownSizes else { return index }
        for (number, entry) in plan.entries.enumerated() {
            var known: UInt32? = 0
            if entry.isInline {
                known = CRC32(of: plan.inlineContent(of: number)).value
            } else if entry.kind == .file, entry.size > 0 {
                known = checksum(number)
            }
            guard let known else { return index }
            index.units.append(ArchiveIndex.Unit(length: 0, checksum: known))
        }
        return index
    }
}
