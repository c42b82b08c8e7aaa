internal import SystemCalls

/// What a name in a directory turns out to be, ready to become an entry.
enum Child {
    case file(FileStatus)
    case directory(OpenDirectory, FileStatus)
    /// A symbolic link that is stored as such.
    case link(FileStatus, target: [UInt8])
    /// A symbolic link that is left out: by policy, because it leads nowhere, or because it leads outside.
    case refusedLink(leadsOut: Bool)
    case special
}
