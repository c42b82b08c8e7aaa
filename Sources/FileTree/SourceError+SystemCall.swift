internal import ByteIO
internal import SystemCalls

extension SourceError {
    /// What a failed call on a planned file means for the archive.
    init(_ error: SystemCallError) {
        switch error.kind {
        case .notFound, .crossesRoot: self = .vanished
        case .notPermitted, .exhausted, .other: self = .failed(call: error.call, errno: error.errno)
        }
    }
}

/// Makes a system call, and says what failed in the archive's terms.
func reading<R: ~Copyable>(_ call: () throws(SystemCallError) -> R) throws(SourceError) -> R {
    do { return try call() } catch { throw SourceError(error) }
}
