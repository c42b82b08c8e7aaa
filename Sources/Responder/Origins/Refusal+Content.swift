internal import Archive
internal import ByteIO
internal import HTTP

/// Content that cannot be had, which is found out before the answer begins.
extension Refusal {
    init(_ error: SourceError) {
        switch error {
        case .abandoned: self = .abandoned
        case _ where error.isLasting:
            self = Refusal(
                status: .serviceUnavailable, reason: "content: \(error.explanation)",
                detail: "The files have just changed. Try again.", headers: [Header("Retry-After", "1")])
        default:
            self = Refusal(
                status: .internalServerError, reason: "content: \(error.explanation)",
                detail: "Something that was asked for could not be read because of a fault of the system.")
        }
    }
}
