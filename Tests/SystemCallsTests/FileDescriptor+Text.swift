import TestSupport

@testable import SystemCalls

/// The calls with names as text: a span of a temporary array cannot be passed on.
extension FileDescriptor {
    static func open(_ path: BytePath, for access: Access) throws -> FileDescriptor {
        let bytes = path.bytes
        return try open(bytes.span, for: access)
    }

    borrowing func open(
        beneath path: String, for access: Access, followingLinks: Bool = true
    ) throws -> FileDescriptor {
        let bytes = Array(path.utf8)
        return try open(beneath: bytes.span, for: access, followingLinks: followingLinks)
    }

    borrowing func status(of name: String) throws -> FileStatus {
        let bytes = Array(name.utf8)
        return try status(of: bytes.span)
    }

    borrowing func linkTarget(of name: String) throws -> [UInt8] {
        let bytes = Array(name.utf8)
        return try linkTarget(of: bytes.span)
    }
}
