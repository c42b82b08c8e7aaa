internal import ByteIO
internal import HTTPClient

/// Why an object cannot be fetched at the moment, or at all. The words are for the log.
enum FetchFault: Error, Equatable {
    /// Another attempt may be better.
    case passing(String, wish: Duration? = nil)
    case lasting(String)
    /// It is another than the one that was planned, or than the one that was begun.
    case changed(String)
    case abandoned

    init(_ error: HTTPClientError) {
        switch error {
        case .unreachable(let reason): self = .passing(reason)
        case .untrusted(let reason): self = .lasting(reason)
        case .timedOut: self = .passing("silent for too long")
        case .malformed(let reason): self = .lasting("no HTTP: \(reason)")
        case .brokenOff(let reason): self = .passing("broke off: \(reason)")
        case .abandoned: self = .abandoned
        }
    }
}
