internal import CLinux
private import Glibc

extension FileDescriptor {
    /// How much of a file is opened.
    public enum Access: Sendable {
        /// A place in the tree, of any kind: nothing of it is read, no FIFO blocks, no device wakes.
        case path
        /// A directory to list.
        case directory
        /// The content of a regular file. A FIFO or device that takes the name at this moment does not block.
        case content

        var flags: UInt64 {
            switch self {
            case .path: penstock_open_path
            case .directory: penstock_open_directory
            case .content: penstock_open_content
            }
        }
    }

    /// Opens a path that the administrator names, symbolic links and all.
    public static func open(_ path: Span<UInt8>, for access: Access) throws(SystemCallError) -> FileDescriptor
    {
        let result = unsafe withCPath(path) { unsafe penstock_open($0, access.flags) }
        return FileDescriptor(adopting: try checked("open", result))
    }

    /// Opens `path` below this directory; this directory again if it is `.`.
    ///
    /// Resolution is the kernel's (`RESOLVE_BENEATH`, openat2(2)): no name, link or rename can escape.
    ///
    /// - Parameter followingLinks: Whether symbolic links that stay below are followed; if not, a path that
    ///   has one is refused as one that leads out.
    public borrowing func open(
        beneath path: Span<UInt8>, for access: Access, followingLinks: Bool
    ) throws(SystemCallError) -> FileDescriptor {
        let result = unsafe withCPath(path) {
            unsafe penstock_open_beneath(number, $0, access.flags, followingLinks ? 1 : 0)
        }
        return FileDescriptor(adopting: try checked("openat2", result))
    }

    /// The place that `path` leads to from this directory, on ways that leave it. It says where that is, and gives no access
    /// to it.
    public borrowing func place(of path: Span<UInt8>) throws(SystemCallError) -> FileDescriptor {
        let result = unsafe withCPath(path) { unsafe penstock_open_place(number, $0) }
        return FileDescriptor(adopting: try checked("openat2", result))
    }

    /// The absolute path by which the kernel knows this descriptor at this moment, without links and dots.
    ///
    /// - Throws: Also where /proc is not mounted.
    public borrowing func kernelPath() throws(SystemCallError) -> [UInt8] {
        var path = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let result = unsafe path.withUnsafeMutableBytes { buffer in
            guard let start = buffer.baseAddress else { return -Int(ENOMEM) }
            return unsafe penstock_descriptor_path(
                number, start.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        path.removeSubrange(try checked("readlink", result)...)
        return path
    }

    /// The status of one name in this directory; of a symbolic link, its own.
    public borrowing func status(of name: Span<UInt8>) throws(SystemCallError) -> FileStatus {
        var status = penstock_status()
        let result = unsafe withCPath(name) { unsafe penstock_status(number, $0, &status) }
        _ = try checked("fstatat", result)
        return FileStatus(status)
    }

    /// The status of this very descriptor.
    public borrowing func status() throws(SystemCallError) -> FileStatus {
        let itself: [UInt8] = []
        return try status(of: itself.span)
    }

    /// Whether this process may read the file of that name, by its effective ids; this very file if it is
    /// empty.
    public borrowing func checkReadable(_ name: Span<UInt8>) throws(SystemCallError) {
        let result = unsafe withCPath(name) { unsafe penstock_check_readable(number, $0) }
        _ = try checked("faccessat", result)
    }

    /// The target of the symbolic link of that name.
    public borrowing func linkTarget(of name: Span<UInt8>) throws(SystemCallError) -> [UInt8] {
        var target = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let result = unsafe target.withUnsafeMutableBytes { buffer in
            unsafe withCPath(name) { name in
                guard let start = buffer.baseAddress else { return -Int(ENOMEM) }
                return unsafe penstock_read_link(
                    number, name, start.assumingMemoryBound(to: CChar.self), buffer.count)
            }
        }
        target.removeSubrange(try checked("readlinkat", result)...)
        return target
    }

    /// Hands out the next names in this directory, `.` and `..` among them, in no order (getdents64(2)).
    ///
    /// - Parameter buffer: Holds the directory's records meanwhile, as many as its capacity has room for.
    /// - Returns: false at the end, when there were none.
    public borrowing func forNextNames(
        buffer: inout [UInt8], _ body: (ArraySlice<UInt8>) -> Void
    ) throws(SystemCallError) -> Bool {
        try readDirectory(into: &buffer)
        var record = 0
        while record < buffer.count {
            // struct linux_dirent64: inode and offset of 8 bytes each, record length, type, name, NUL.
            let length = Int(buffer[record + 16]) | Int(buffer[record + 17]) << 8
            body(buffer[(record + 19)..<(record + length)].prefix { $0 != 0 })
            record += length
        }
        return !buffer.isEmpty
    }

    private borrowing func readDirectory(into buffer: inout [UInt8]) throws(SystemCallError) {
        let capacity = buffer.capacity
        buffer.removeAll(keepingCapacity: true)
        try buffer.append(addingCapacity: capacity) { (output) throws(SystemCallError) in
            try unsafe output.withUnsafeMutableBufferPointer { (bytes, count) throws(SystemCallError) in
                let result = unsafe penstock_directory_entries(number, bytes.baseAddress, bytes.count)
                count = try checked("getdents64", result)
            }
        }
    }
}
