internal import HTTP

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

    /// A request for a list that came from penstock itself (RFC 5842 §7.2).
    static let askedOfItself = Refusal(
        status: .loopDetected, reason: "a list asked of itself: PENSTOCK_MANIFEST leads to penstock",
        detail: "The server is not set up correctly; its log says why.")

    static let methodNotAllowed = Refusal(
        status: .methodNotAllowed, reason: "method not allowed",
        detail: "Only GET, HEAD and POST are understood.",
        headers: [Header("Allow", "GET, HEAD, POST")])

    /// A list in a spool is there; nothing can be sent to it.
    static let noForm = Refusal(
        status: .methodNotAllowed, reason: "method not allowed", detail: "Only GET and HEAD are understood.",
        headers: [Header("Allow", "GET, HEAD")])

    static let bodyTooLarge = Refusal(
        status: .contentTooLarge, reason: "body too large", detail: "The request body is larger than 1 MiB.")

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
    init(_ error: FormError) {
        self =
            switch error {
            case .malformedEscape: .badRequest("a malformed percent escape")
            case .noBoundary: .badRequest("a multipart body without a boundary")
            case .noParts: .badRequest("a multipart body without parts")
            case .cutOff: .badRequest("a multipart body that is cut off")
            case .partWithoutHeader: .badRequest("a part without a header")
            case .partWithoutName: .badRequest("a part without a name")
            case .notText: .badRequest("JSON that is not UTF-8")
            case .notFields: .badRequest("JSON that is no object of strings and arrays of strings")
            case .emptyList: .badRequest("an empty list, which selects nothing")
            }
    }
}
