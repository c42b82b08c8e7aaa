public import ByteIO
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

extension SourceError {
    /// In words, to be put behind a path.
    public var explanation: String {
        switch self {
        case .endedEarly: "shrank"
        case .vanished: "vanished"
        case .changed: "changed while it was sent"
        case .abandoned: "abandoned"
        case .notRegular: "is no regular file any more"
        case .failed(let call, let errno): "\(call): \(errnoText(errno))"
        }
    }
}

/// Makes a system call, and says what failed in the archive's terms.
func reading<R: ~Copyable>(_ call: () throws(SystemCallError) -> R) throws(SourceError) -> R {
    do { return try call() } catch { throw SourceError(error) }
}
