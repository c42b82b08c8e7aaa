import Glibc
import Synchronization

/// Writes what comes block by block to the end of a new file.
public final class FileAppender: Sendable {
    private let descriptor: Int32
    private let path: BytePath
    private let written = Mutex(0)

    public init(_ path: BytePath) {
        self.path = path
        descriptor = unsafe open(path.cString, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    }

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
