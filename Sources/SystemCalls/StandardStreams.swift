private import Glibc

/// Descriptor 2, wherever it leads.
public enum StandardError {
    public static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    /// Device and inode of what it leads to, as `JOURNAL_STREAM` has them (systemd.exec(5)).
    public static var deviceAndInode: String? {
        var status = stat()
        guard unsafe fstat(STDERR_FILENO, &status) == 0 else { return nil }
        return "\(status.st_dev):\(status.st_ino)"
    }

    /// Writes `bytes` with one call. What cannot be written is lost: there is nobody left to tell.
    public static func write(_ bytes: [UInt8]) {
        _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}

/// Descriptor 1.
public enum StandardOutput {
    public static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Writes `bytes`, as many as it takes.
    public static func write(_ bytes: [UInt8]) {
        if let descriptor = try? duplicate() { try? descriptor.write(bytes.span) }
    }

    /// A descriptor of one's own for it.
    public static func duplicate() throws(SystemCallError) -> FileDescriptor {
        let result = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
        return FileDescriptor(adopting: try checked("fcntl", result < 0 ? -errno : result))
    }
}
