internal import SystemCalls

/// What a name in a directory turns out to be, ready to become an entry.
enum Child {
    case file(FileStatus)
    case directory(OpenDirectory, FileStatus)
    /// A symbolic link that is stored as such.
    case link(FileStatus, target: [UInt8])
    /// A directory that a pattern for directories leaves out.
    case excluded
    /// Something that an archive does not hold.
    case leftOut(MissingReason)
}
