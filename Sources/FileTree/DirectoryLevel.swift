internal import SystemCalls

/// A directory that the planner is working through.
final class DirectoryLevel {
    let directory: OpenDirectory
    let identity: FileIdentity
    /// The index of its entry in the plan.
    let entry: Int
    /// The length of its path below the root.
    let pathCount: Int
    private var position = 0
    private var statuses = StatusPrefetch()

    init(_ directory: OpenDirectory, identity: FileIdentity, entry: Int, pathCount: Int) {
        self.directory = directory
        self.identity = identity
        self.entry = entry
        self.pathCount = pathCount
    }

    var children: Children { directory.children }

    /// The position of the next child to visit; nil when all have been.
    func next() -> Int? {
        guard position < children.count else { return nil }
        defer { position += 1 }
        return position
    }

    /// The status of the child at `position`; of a symbolic link, its own.
    func status(at position: Int) throws(SystemCallError) -> FileStatus {
        try statuses.status(at: position, of: directory)
    }
}
