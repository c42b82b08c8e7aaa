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
                message: "The files have just changed", advice: "Please try again.", ways: [.again],
                headers: [Header("Retry-After", "1")])
        default:
            self = Refusal(
                status: .internalServerError, reason: "content: \(error.explanation)",
                message: "Something that was asked for could not be read because of a fault of the system",
                advice: "Please tell the administrator of this site.")
        }
    }
}
