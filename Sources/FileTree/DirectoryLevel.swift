internal import SystemCalls

/// A directory that the planner is working through.
final class DirectoryLevel {
    let descriptor: FileDescriptor
    let identity: FileIdentity
    /// The index of its entry in the plan.
    let entry: Int
    /// The length of its path below the root.
    let pathCount: Int
    let children: Children
    private var position = 0

    init(
        _ descriptor: consuming FileDescriptor, identity: FileIdentity, entry: Int, pathCount: Int,
        children: Children
    ) {
        self.descriptor = descriptor
        self.identity = identity
        self.entry = entry
        self.pathCount = pathCount
        self.children = children
    }

    /// The position of the next child to visit; nil when all have been.
    func next() -> Int? {
        guard position < children.count else { return nil }
        defer { position += 1 }
        return position
    }
}
