internal import ByteIO
public import SystemCalls

/// Why something that belongs to a tree is not in its archive.
public enum MissingReason: Error, Equatable {
    /// Why a symbolic link is neither followed nor stored.
    public enum Link: Equatable, Sendable {
        /// It leads out of the root, or, by an absolute target, nowhere: which of the two is not to be told.
        case outside
        /// It may lead out of the archive where that is unpacked, and not just to something beneath the root.
        case unsafe
        case nowhere
        /// It leads to a directory that it is in itself, which has no end.
        case circular
        /// An absolute target, which would lead somewhere else where the archive is unpacked.
        case absolute
        /// Policy has links left out.
        case unwanted
    }

    case link(Link)
    case fifo, socket, device
    /// The file system does not tell how many bytes there are to be read.
    case unknownSize
    case failed(SystemCallError)

    /// In a few words, to stand behind the path of what is missing.
    public var text: String {
        switch self {
        case .link(.outside): "a symbolic link that leads outside or nowhere"
        case .link(.unsafe): "a symbolic link that may lead out of where the archive is unpacked"
        case .link(.nowhere): "a symbolic link that leads nowhere"
        case .link(.circular): "a symbolic link to a directory that it is in"
        case .link(.absolute): "a symbolic link to an absolute path"
        case .link(.unwanted): "a symbolic link"
        case .fifo: "a FIFO"
        case .socket: "a socket"
        case .device: "a device"
        case .unknownSize: "its file system does not tell its size"
        case .failed(let error): errnoText(error.errno)
        }
    }

    /// Whether somebody wished it to be left out, so that nothing is wrong with the archive.
    var isWished: Bool { self == .link(.unwanted) }

    /// What is said of a request that names just this; nil if it counts as any other file that cannot be read.
    var refusal: PlanError? {
        switch self {
        case .link(.outside), .link(.unsafe): .leavesRoot
        case .link, .fifo, .socket, .device: .notFound
        case .unknownSize, .failed: nil
        }
    }
}

extension MissingReason: CustomStringConvertible {
    /// For logs and the command line.
    public var description: String {
        switch self {
        case .failed(let error): "\(error)"
        default: text
        }
    }
}
