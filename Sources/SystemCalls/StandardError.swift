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
