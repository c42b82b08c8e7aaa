internal import CLinux
private import Glibc

/// What fstatat(2) says of a file.
public struct FileStatus: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        case regular, directory, symbolicLink
        /// Never opened.
        case fifo, socket, device
    }

    public let kind: Kind
    /// Permission bits, set-id and sticky included.
    public let permissions: UInt16
    /// Whether owner, group and all others may read it: so may this process, whoever it runs as.
    public var isReadableByAll: Bool { permissions & 0o444 == 0o444 }
    /// Bytes; for a symbolic link, of its target.
    public let size: UInt64
    public let modified: FileTime
    /// When the content or anything of the status changed last; no program can set it.
    public let changed: FileTime
    public let identity: FileIdentity

    init(_ status: penstock_status) {
        kind =
            switch mode_t(status.mode) & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            case S_IFIFO: .fifo
            case S_IFSOCK: .socket
            default: .device
            }
        permissions = UInt16(truncatingIfNeeded: status.mode & 0o7777)
        size = status.size
        modified = FileTime(seconds: status.modified_seconds, nanoseconds: status.modified_nanoseconds)
        changed = FileTime(seconds: status.changed_seconds, nanoseconds: status.changed_nanoseconds)
        identity = FileIdentity(device: status.device, inode: status.inode)
    }
}

/// Which file it is, whatever its name.
public struct FileIdentity: Hashable, Sendable {
    public let device: UInt64
    public let inode: UInt64
}

/// Seconds since 1970-01-01 UTC, which may be negative, and nanoseconds after that.
public struct FileTime: Hashable, Sendable {
    public let seconds: Int64
    public let nanoseconds: UInt32

    public init(seconds: Int64, nanoseconds: UInt32) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }
}
