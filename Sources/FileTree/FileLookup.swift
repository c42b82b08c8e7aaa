public import SystemCalls

/// Looks up what paths beneath a root lead to.
///
/// Paths in the same directory that follow each other cost one system call each. Only the first file of each file system
/// is opened, to ask for its kind, and on one of another program (FUSE) what is said to be empty. Holds one descriptor; belongs to one
/// thread.
public final class FileLookup {
    private let root: Root
    private let links: SymlinkPolicy
    private var sizes = ReadableSizes()
    private var directory: FileDescriptor?
    /// The path of ``directory`` below the root, with the slash at its end.
    private var directoryPath: [UInt8] = []

    public init(beneath root: Root, links: SymlinkPolicy) {
        self.root = root
        self.links = links
    }

    /// The status of what a path leads to, which is never a symbolic link if links are followed. Blocks.
    ///
    /// - Parameter path: Relative to the root, not empty, without `.` and `..`. Confinement does not depend on that.
    /// - Throws: Also for a regular file that this process may not read, or whose size is not known.
    public func status(of path: RelativePath) throws(MissingReason) -> FileStatus {
        let (root, links) = (root, links)
        do throws(SystemCallError) {
            let status = try uncheckedStatus(of: path.bytes)
            guard status.kind == .regular else { return status }
            let areSizesTrue = try sizes.areTrue(for: status) { (access) throws(SystemCallError) in
                try root.open(path.bytes, for: access, links: links)
            }
            if areSizesTrue { return status }
        } catch { throw .failed(error) }
        throw .unknownSize
    }

    private func uncheckedStatus(of bytes: [UInt8]) throws(SystemCallError) -> FileStatus {
        let nameStart = (bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1
        let name = bytes[nameStart...]
        if directory == nil || !directoryPath.elementsEqual(bytes[..<nameStart]) {
            directory = nil
            directoryPath = Array(bytes[..<nameStart])
            directory = try root.open(Array(directoryPath.dropLast()), for: .path, links: links)
        }
        let status = try directory?.status(of: name.span)
        guard let status, status.kind != .symbolicLink || links != .follow else { return try resolved(bytes) }
        if status.kind == .regular, !status.isReadableByAll { try directory?.checkReadable(name.span) }
        return status
    }

    /// What a path leads to whose last component is a link.
    private func resolved(_ path: [UInt8]) throws(SystemCallError) -> FileStatus {
        let place = try root.open(path, for: .path, links: links)
        let status = try place.status()
        let itself: [UInt8] = []
        if status.kind == .regular { try place.checkReadable(itself.span) }
        return status
    }
}
