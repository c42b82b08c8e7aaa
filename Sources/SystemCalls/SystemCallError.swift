internal import ByteIO
private import Glibc

/// A system call that failed: which one, and why.
public struct SystemCallError: Error, Equatable {
    public let call: String
    public let errno: Int32

    public init(_ call: String, errno: Int32) {
        self.call = call
        self.errno = errno
    }

    /// What the failure means for a path that a client named.
    public enum Kind: Equatable, Sendable {
        /// The path leads outside its root, or through a magic link (openat2(2): EXDEV, ELOOP).
        case crossesRoot
        case notFound
        case notPermitted
        /// The process or the system has no descriptor or memory left. It passes.
        case exhausted
        case other
    }

    public var kind: Kind {
        switch errno {
        case EXDEV, ELOOP: .crossesRoot
        case ENOENT, ENOTDIR, ENAMETOOLONG, EINVAL: .notFound
        case EACCES, EPERM: .notPermitted
        case EMFILE, ENFILE, ENOMEM, EAGAIN: .exhausted
        default: .other
        }
    }

    /// Whether another socket has the address.
    public var isAddressInUse: Bool { errno == EADDRINUSE }

    /// Whether the peer of a connection, or the reader of a pipe, is gone.
    public var isDisconnection: Bool { [EPIPE, ECONNRESET].contains(errno) }
}

extension SystemCallError: CustomStringConvertible {
    public var description: String { "\(call): \(errnoText(errno))" }
}

/// Turns the `-errno` convention of CLinux into a thrown error.
func checked<Result: SignedInteger>(_ call: String, _ result: Result) throws(SystemCallError) -> Result {
    guard result >= 0 else { throw SystemCallError(call, errno: Int32(truncatingIfNeeded: -result)) }
    return result
}
