internal import HTTP

/// Refusals that are about an archive.
extension Refusal {
    /// The client's copy is not what is here now, or the other way round (RFC 9110 §15.5.13).
    static func preconditionFailed(_ tag: EntityTag) -> Refusal {
        Refusal(
            status: .preconditionFailed, reason: "a condition does not hold",
            message: "The archive is not, or no longer, the one that the request is about",
            advice: "Its files have changed. Begin the download anew.",
            headers: [Header("ETag", tag.text)])
    }

    /// - Parameter length: Of the whole archive, in bytes (RFC 9110 §15.5.17).
    static func notSatisfiable(length: UInt64, _ tag: EntityTag) -> Refusal {
        Refusal(
            status: .rangeNotSatisfiable, reason: "a range beyond the end",
            message: "The archive has no such bytes", advice: "Begin the download anew.",
            headers: [Header("Content-Range", "bytes */\(length)"), Header("ETag", tag.text)])
    }

    /// What a range needs to be known of the archive takes longer than a client waits.
    static let beingIndexed = Refusal(
        status: .serviceUnavailable, reason: "the index takes longer",
        message: "The archive is being prepared for downloads in parts",
        advice: "Please try again in a moment.", ways: [.again],
        headers: [Header("Retry-After", "30")])
}
