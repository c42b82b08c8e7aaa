import Glibc
import Synchronization

/// Writes what comes block by block to the end of a file.
public final class FileAppender: Sendable {
    private let descriptor: Int32
    private let path: BytePath
    private let written = Mutex(0)

    /// - Parameter truncating: Whether the file begins anew.
    public init(_ path: BytePath, truncating: Bool = true) {
        self.path = path
        let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (truncating ? O_TRUNC : O_APPEND)
        descriptor = unsafe open(path.cString, flags, 0o644)
    }

    /// Bytes that were written here.
    public var count: Int { written.withLock { $0 } }

    /// - Returns: Whether these were the first bytes.
    @discardableResult
    public func append(_ bytes: [UInt8]) throws -> Bool {
        try FileSystem.writeAll(bytes, to: descriptor, path)
        return written.withLock { count in
            defer { count += bytes.count }
            return count == 0
        }
    }

    deinit { close(descriptor) }
}
