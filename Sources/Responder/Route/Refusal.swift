internal import ByteIO
internal import FileTree

/// Why a request gets no archive: what the client is told, and what the log is.
struct Refusal: Error, Equatable {
    let status: Status
    /// For the log: what exactly was wrong.
    let reason: String
    /// For the client: a sentence without any path of this host.
    let detail: String
    var headers: [Header] = []

    static func badRequest(_ reason: String) -> Refusal {
        Refusal(status: .badRequest, reason: reason, detail: "The request is malformed: \(reason).")
    }

    static func tooLong(_ what: String) -> Refusal {
        Refusal(status: .uriTooLong, reason: "\(what) too long", detail: "The \(what) is too long.")
    }

    static func notFound(_ reason: String) -> Refusal {
        Refusal(status: .notFound, reason: reason, detail: "There is nothing here by that name.")
    }

    /// The administrator's mistake: the log names it, the client only learns where to look for it.
    static func misconfigured(_ reason: String) -> Refusal {
        Refusal(
            status: .internalServerError, reason: reason,
            detail: "The server is not set up correctly; its log says why.")
    }

    static let methodNotAllowed = Refusal(
        status: .methodNotAllowed, reason: "method not allowed",
        detail: "Only GET, HEAD and POST are understood.",
        headers: [Header("Allow", "GET, HEAD, POST")])

    static let bodyTooLarge = Refusal(
        status: .contentTooLarge, reason: "body too large", detail: "The request body is larger than 1 MiB.")

    /// The client's copy is not what is here now, or the other way round (RFC 9110 §15.5.13).
    static func preconditionFailed(_ tag: EntityTag) -> Refusal {
        Refusal(
            status: .preconditionFailed, reason: "a condition does not hold",
            detail: "The archive is not, or no longer, the one that the request is about.",
            headers: [Header("ETag", tag.text)])
    }

    /// - Parameter length: Of the whole archive, in bytes (RFC 9110 §15.5.17).
    static func notSatisfiable(length: UInt64, _ tag: EntityTag) -> Refusal {
        Refusal(
            status: .rangeNotSatisfiable, reason: "a range beyond the end",
            detail: "The archive has no such bytes.",
            headers: [Header("Content-Range", "bytes */\(length)"), Header("ETag", tag.text)])
    }

    /// What a range needs to be known of the archive takes longer than a client waits.
    static let beingIndexed = Refusal(
        status: .serviceUnavailable, reason: "the index takes longer",
        detail: "The archive is being prepared for downloads in parts. Try again in a little while.",
        headers: [Header("Retry-After", "30")])

    /// Nobody is left to be told.
    static let abandoned = busy("abandoned", retryAfter: 5)

    /// - Parameter retryAfter: Seconds until it is worth asking again.
    static func busy(_ reason: String, retryAfter: Int) -> Refusal {
        Refusal(
            status: .serviceUnavailable, reason: reason,
            detail: "Too much is being downloaded at the moment. Try again in a little while.",
            headers: [Header("Retry-After", String(retryAfter))])
    }
}

extension Refusal {
    init(_ error: PlanError) {
        switch error {
        case .notFound: self = .notFound("not found")
        case .leavesRoot: self = .badRequest("a selection that leaves the directory")
        case .unreadable:
            self = Refusal(
                status: .forbidden, reason: "\(error)",
                detail: "Not everything that was asked for can be read.")
        case .exceeds(let limit):
            self = Refusal(
                status: .contentTooLarge, reason: "over the limit of \(limit.rawValue)",
                detail: "The archive would be larger than allowed here (limit of \(limit.rawValue)).")
        case .exhausted(let reason): self = .busy("\(reason)", retryAfter: 5)
        case .abandoned: self = .abandoned
        }
    }
}
