private import Glibc

/// Lends `path` as a C string to one system call, which answers a result or `-errno`.
///
/// A NUL inside would end the name early and so name something else: EINVAL, and no call is made.
func withCPath<Result: SignedInteger>(
    _ path: Span<UInt8>, _ call: (UnsafePointer<CChar>) -> Result
) -> Result {
    guard path.count < Int(PATH_MAX) else { return -Result(ENAMETOOLONG) }
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: path.count + 1) { buffer in
        for index in path.indices {
            guard path[index] != 0 else { return -Result(EINVAL) }
            unsafe buffer[index] = CChar(bitPattern: path[index])
        }
        unsafe buffer[path.count] = 0
        guard let start = buffer.baseAddress else { return -Result(ENOMEM) }
        return unsafe call(start)
    }
}
