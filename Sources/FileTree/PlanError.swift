internal import ByteIO
public import SystemCalls

/// Why there is no plan, found out before the first byte of an archive.
public enum PlanError: Error, Equatable {
    public enum Limit: Equatable, Sendable {
        /// How many there are; nil if they were not all counted.
        case bytes(UInt64?)
        case entries, depth
        /// Of one directory that is to be shown; the most that there may be.
        case names(Int)

        /// As in the names of settings.
        public var name: String {
            switch self {
            case .bytes: "bytes"
            case .entries: "entries"
            case .depth: "depth"
            case .names: "names"
            }
        }
    }

    /// Nothing there, outside the root, hidden or excluded: the client cannot tell which.
    case notFound
    /// A selection that leads out of the root by a symbolic link.
    case leavesRoot
    /// Something that the archive cannot hold, by its path below the root, where policy or the request demands it.
    case unreadable(path: [UInt8], MissingReason)
    case exceeds(Limit)
    /// The system has no descriptor or memory left.
    case exhausted(SystemCallError)
    /// The client went away while the plan was made.
    case abandoned
}

extension PlanError: CustomStringConvertible {
    /// For logs and the command line.
    public var description: String {
        switch self {
        case .notFound: "not found"
        case .leavesRoot: "a symbolic link leads outside"
        case .unreadable(let path, let error): "\(path.printable) cannot be in the archive: \(error)"
        case .exceeds(let limit): "over the limit of \(limit.name)"
        case .exhausted(let error): "\(error)"
        case .abandoned: "abandoned"
        }
    }
}
