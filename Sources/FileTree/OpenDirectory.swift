internal import SystemCalls

/// A directory that is open, and the names in it that are to be visited.
final class OpenDirectory: Sendable {
    let descriptor: FileDescriptor
    let children: Children

    init(_ descriptor: consuming FileDescriptor, children: Children) {
        self.descriptor = descriptor
        self.children = children
    }

    func status(at position: Int) throws(SystemCallError) -> FileStatus {
        try descriptor.status(of: children.name(at: position).span)
    }
}
