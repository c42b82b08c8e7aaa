internal import SystemCalls

/// A file with the content that it has at this moment: as long as this stays the same, so does the content.
///
/// A program can set the modification time as it likes, but not the time of the last change.
struct FileVersion: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64
    let size: UInt64
    let modified: FileTime
    let changed: FileTime
}

extension FileVersion {
    /// Clocks of file systems are as coarse as two seconds: within that, another change would leave no trace.
    static let coarsestClock: Int64 = 2

    init(_ status: FileStatus) {
        self.init(
            device: status.identity.device, inode: status.identity.inode, size: status.size,
            modified: status.modified, changed: status.changed)
    }

    /// Whether a change from `now` on would make another version of it.
    func isSettled(at now: FileTime) -> Bool {
        changed.seconds < now.seconds - Self.coarsestClock
            && modified.seconds < now.seconds - Self.coarsestClock
    }
}
