internal import SystemCalls

/// What is known of the checksum of one version of a file, or can be learned.
struct KnownChecksum {
    let version: FileVersion
    private let index: ChecksumIndex

    /// - Returns: nil if the file is too small to be worth it, or was changed so lately that another change
    ///   might not be noticed.
    init?(_ status: FileStatus, in index: ChecksumIndex) {
        let version = FileVersion(status)
        guard status.size > ChecksumIndex.smallestFile, version.isSettled(at: index.now()) else {
            return nil
        }
        self.version = version
        self.index = index
    }

    var checksum: UInt32? { index.checksum(of: version) }

    func learn(_ checksum: UInt32) { index.learn(checksum, of: version) }
}
