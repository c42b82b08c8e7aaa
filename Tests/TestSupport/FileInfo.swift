import Glibc

/// What lstat(2) says about one file.
public struct FileInfo: Sendable {
    public enum Kind: Sendable {
        case file, directory, link, other
    }

    public let kind: Kind
    /// Permission bits, with set-id and sticky.
    public let mode: UInt32
    public let size: Int
    /// Bytes on disk.
    public let allocated: Int
    public let modified: FileTime
    public let device: UInt64
    public let inode: UInt64

    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFLNK: .link
            default: .other
            }
        mode = status.st_mode & 0o7777
        size = status.st_size
        allocated = status.st_blocks * 512
        modified = FileTime(status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }
}

/// A modification time.
public struct FileTime: Hashable, Sendable {
    public let seconds: Int
    public let nanoseconds: Int

    public init(_ seconds: Int, nanoseconds: Int = 0) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }
}
