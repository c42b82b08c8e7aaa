private import Glibc

/// Calls on the names in a directory of the process's own.
extension FileDescriptor {
    /// Creates a file that does not exist yet, to be written to by its owner alone.
    public borrowing func create(_ name: Span<UInt8>) throws(SystemCallError) -> FileDescriptor {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
        let result = unsafe withCPath(name) { name in
            let result = unsafe openat(number, name, flags, 0o600)
            return result < 0 ? -errno : result
        }
        return FileDescriptor(adopting: try checked("openat", result))
    }

    /// Gives a file another name, in place of a file that has it.
    public borrowing func rename(_ name: Span<UInt8>, to newName: Span<UInt8>) throws(SystemCallError) {
        let result = unsafe withCPath(name) { name in
            unsafe withCPath(newName) { newName in
                unsafe renameat(number, name, number, newName) < 0 ? -errno : 0
            }
        }
        _ = try checked("renameat", result)
    }

    /// Removes the name of a file, or of a symbolic link itself.
    public borrowing func remove(_ name: Span<UInt8>) throws(SystemCallError) {
        let result = unsafe withCPath(name) { unsafe unlinkat(number, $0, 0) < 0 ? -errno : 0 }
        _ = try checked("unlinkat", result)
    }

    /// Sets the time of the last modification to now.
    public borrowing func touch(_ name: Span<UInt8>) throws(SystemCallError) {
        let result = unsafe withCPath(name) {
            unsafe utimensat(number, $0, nil, AT_SYMLINK_NOFOLLOW) < 0 ? -errno : 0
        }
        _ = try checked("utimensat", result)
    }

    /// Hands out every name in this directory, `.` and `..` among them, in no order. Once only: it moves the
    /// read position.
    public borrowing func forEachName(_ body: (ArraySlice<UInt8>) -> Void) throws(SystemCallError) {
        var buffer: [UInt8] = []
        buffer.reserveCapacity(256 * 1024)
        while try forNextNames(buffer: &buffer, body) {}
    }
}
