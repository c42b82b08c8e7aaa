public import SystemCalls

/// What one directory holds, in byte order: 48 bytes and the name for each.
public struct Folder: Sendable {
    /// What may be had of something.
    public enum Access: Sendable {
        case readable
        /// An archive of the folder lacks it, because it cannot be read.
        case unreadable
        /// An archive of the folder lacks it for another reason: a link that leads outside, a FIFO, a socket, a device.
        case leftOut
    }

    public struct Item: Sendable {
        /// Its name's position in the folder.
        fileprivate let position: UInt32
        public let isDirectory: Bool
        /// Whether it is a symbolic link, whatever it leads to.
        public let isLink: Bool
        public let access: Access
        /// Bytes of a file.
        public let size: UInt64
        public let modified: FileTime

        init(position: Int, isLink: Bool, _ status: FileStatus, _ access: Access) {
            self.position = UInt32(position)
            self.isLink = isLink
            self.access = access
            isDirectory = status.kind == .directory
            size = status.kind == .regular ? status.size : 0
            modified = status.modified
        }

        /// Something of which nothing is known but its name.
        init(unreadableAt position: Int) {
            self.position = UInt32(position)
            (isDirectory, isLink, access, size) = (false, false, .unreadable, 0)
            modified = FileTime(seconds: .min, nanoseconds: 0)
        }
    }

    private let names: DirectoryListing
    public let items: [Item]

    init(names: DirectoryListing, items: [Item]) {
        self.names = names
        self.items = items
    }

    public func name(of item: Item) -> ArraySlice<UInt8> { names.name(at: Int(item.position)) }
}
