internal import CLinux

/// What is to be expected of a file system's sizes.
public enum FileSystemKind: Sendable {
    /// Sizes are those of the content.
    case ordinary
    /// The kernel makes content up when it is read: /proc, /sys and their like. Sizes mean nothing.
    case synthetic
    /// Another program has the content (FUSE), and may say 0 where it does not know a size.
    case userspace
}

extension FileDescriptor {
    /// The kind of file system that this file is on (fstatfs(2)).
    public borrowing func fileSystemKind() throws(SystemCallError) -> FileSystemKind {
        switch try checked("fstatfs", penstock_file_system(number)) {
        case 1: .synthetic
        case 2: .userspace
        default: .ordinary
        }
    }
}
