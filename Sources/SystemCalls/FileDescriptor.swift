internal import CLinux
private import Glibc

/// An open descriptor, closed when its owner is done with it.
public struct FileDescriptor: ~Copyable, Sendable {
    /// For calls that take a number. Valid as long as this value lives.
    public let number: CInt

    /// Takes ownership of `number`.
    public init(adopting number: CInt) { self.number = number }

    deinit { _ = Glibc.close(number) }

    /// Gives up ownership: whoever takes the number closes it.
    public consuming func release() -> CInt {
        let number = number
        discard self
        return number
    }

    /// Appends what read(2) gives, at most `limit` bytes and the room that is free; nothing at the end of the
    /// file. Blocks.
    public borrowing func read(into output: inout OutputSpan<UInt8>, atMost limit: Int)
        throws(SystemCallError)
    {
        try unsafe output.withUnsafeMutableBufferPointer { (buffer, count) throws(SystemCallError) in
            guard let start = buffer.baseAddress else { return }
            var result: Int
            // No signal comes so often: a file system that always says so must not be asked for ever.
            var attempts = 1000
            repeat {
                result = unsafe Glibc.read(number, start + count, min(limit, buffer.count - count))
                attempts -= 1
            } while result < 0 && errno == EINTR && attempts > 0
            count += try checked("read", result < 0 ? -Int(errno) : result)
        }
    }

    /// Appends the next `count` bytes to `buffer`, fewer only if the file ends before. Blocks.
    public borrowing func read(_ count: Int, appendingTo buffer: inout [UInt8]) throws(SystemCallError) {
        let end = buffer.count + count
        while buffer.count < end {
            let start = buffer.count
            try buffer.append(addingCapacity: end - start) { (output) throws(SystemCallError) in
                try read(into: &output, atMost: end - start)
            }
            if buffer.count == start { return }
        }
    }

    /// Writes all of `bytes`. Blocks.
    public borrowing func write(_ bytes: Span<UInt8>) throws(SystemCallError) {
        var rest = bytes
        while !rest.isEmpty {
            let result = unsafe rest.withUnsafeBufferPointer {
                unsafe Glibc.write(number, $0.baseAddress, $0.count)
            }
            if result < 0, errno == EINTR { continue }
            rest = rest.extracting(droppingFirst: try checked("write", result < 0 ? -Int(errno) : result))
        }
    }

    /// Writes what a nonblocking descriptor takes at this moment.
    ///
    /// - Returns: how many bytes that are.
    public borrowing func writeNow(_ bytes: Span<UInt8>) throws(SystemCallError) -> Int {
        let result = unsafe bytes.withUnsafeBufferPointer {
            unsafe Glibc.write(number, $0.baseAddress, $0.count)
        }
        if result < 0, [EINTR, EAGAIN].contains(errno) { return 0 }
        return try checked("write", result < 0 ? -Int(errno) : result)
    }

    /// Moves the read position, in bytes from the start.
    public borrowing func seek(to offset: UInt64) throws(SystemCallError) { try seek(offset, SEEK_SET) }

    /// Moves the read position on by `count` bytes.
    public borrowing func seek(by count: UInt64) throws(SystemCallError) { try seek(count, SEEK_CUR) }

    private borrowing func seek(_ offset: UInt64, _ origin: CInt) throws(SystemCallError) {
        guard let offset = off_t(exactly: offset) else { throw SystemCallError("lseek", errno: EOVERFLOW) }
        let result = lseek(number, offset, origin)
        _ = try checked("lseek", result < 0 ? -Int(errno) : Int(result))
    }

    /// Cuts the file off behind `size` bytes.
    public borrowing func truncate(to size: UInt64) throws(SystemCallError) {
        let result = ftruncate(number, off_t(clamping: size))
        _ = try checked("ftruncate", result < 0 ? -errno : result)
    }

    /// Another descriptor for the same open file.
    public borrowing func duplicate() throws(SystemCallError) -> FileDescriptor {
        let result = fcntl(number, F_DUPFD_CLOEXEC, 3)
        return FileDescriptor(adopting: try checked("fcntl", result < 0 ? -errno : result))
    }
}
