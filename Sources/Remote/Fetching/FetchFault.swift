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

    /// Why a transfer has no head.
    ///
    /// What is no HTTP on a connection that was used before may be more of the answer before than was announced. So another
    /// connection may be better.
    init(_ error: HTTPClientError, of transfer: HTTPTransfer) {
        if case .malformed(let reason) = error, transfer.dialCount == 0 {
            self = .passing("no HTTP on a kept connection: \(reason)")
        } else {
            self.init(error)
        }
    }
}
