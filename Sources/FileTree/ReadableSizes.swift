internal import SystemCalls

/// Finds out whether the sizes of files are those of their content. Some file systems make content up when it is read:
/// their files are said to be empty, or larger than they are, and an archive of them would lack the content or never be
/// whole.
struct ReadableSizes {
    /// By device.
    private var kinds: [UInt64: FileSystemKind] = [:]
    /// That of the file before, which nearly always is the device of the next.
    private var last: (device: UInt64, kind: FileSystemKind)?

    /// Whether a regular file has as many bytes as its status says, as far as its file system tells. Blocks, if the file is
    /// the first one of its device, or is said to be empty by a file system of another program.
    ///
    /// - Parameter open: Opens the file, to look at it alone or to read it.
    mutating func areTrue(
        for status: FileStatus,
        open: (FileDescriptor.Access) throws(SystemCallError) -> FileDescriptor
    ) throws(SystemCallError) -> Bool {
        switch try kind(of: status.identity.device, open) {
        case .ordinary: return true
        case .synthetic: return false
        case .userspace: return status.size > 0 ? true : try !open(.content).hasContent()
        }
    }

    private mutating func kind(
        of device: UInt64, _ open: (FileDescriptor.Access) throws(SystemCallError) -> FileDescriptor
    ) throws(SystemCallError) -> FileSystemKind {
        if let last, last.device == device { return last.kind }
        let kind: FileSystemKind
        if let known = kinds[device] { kind = known } else { kind = try open(.path).fileSystemKind() }
        kinds[device] = kind
        last = (device, kind)
        return kind
    }
}

extension FileDescriptor {
    /// Whether there is a byte to be read at the beginning. Blocks.
    consuming func hasContent() throws(SystemCallError) -> Bool {
        var bytes: [UInt8] = []
        try read(1, appendingTo: &bytes)
        return !bytes.isEmpty
    }
}
