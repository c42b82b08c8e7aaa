private import Glibc

/// The system's words for an error number, in the C locale.
public func errnoText(_ number: Int32) -> String {
    guard let text = unsafe strerror(number) else { return "error \(number)" }
    return unsafe String(cString: text)
}

extension SourceError {
    /// In words, to be put behind a path.
    public var explanation: String {
        switch self {
        case .endedEarly: "shrank"
        case .vanished: "vanished"
        case .changed: "changed while it was sent"
        case .otherChecksum: "has another checksum than listed"
        case .unavailable(let reason): reason
        case .abandoned: "abandoned"
        case .notRegular: "is no regular file any more"
        case .failed(let call, let errno): "\(call): \(errnoText(errno))"
        }
    }
}

extension SinkError {
    /// In words.
    public var explanation: String {
        switch self {
        case .disconnected: "the client left"
        case .timedOut: "the client took nothing for too long"
        case .stopped: "stopped"
        case .enough: "all that was asked for has been sent"
        case .inconsistent: "content changed under the same name, size and time as its index"
        case .failed(let errno): errnoText(errno)
        }
    }
}
