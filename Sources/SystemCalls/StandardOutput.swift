private import Glibc

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
