internal import HTTP

/// Why a request gets no archive: what the client is told, and what the log is.
struct Refusal: Error, Equatable {
    let status: Status
    /// For the log: what exactly was wrong.
    let reason: String
    /// For people: what happened, in their words, without a full stop and without any path of this host.
    let message: String
    /// For people: what they can do, in sentences; empty if nothing can be done.
    let advice: String
    /// What a page offers to go on with.
    var ways: [Way] = []
    var headers: [Header] = []

    enum Way: Equatable {
        /// To the folder that the request's path is in.
        case folder
        /// To what an archive was asked of.
        case itself
        /// The same request once more.
        case again
    }

    static func badRequest(_ reason: String) -> Refusal {
        Refusal(
            status: .badRequest, reason: reason, message: "The request is malformed: \(reason)",
            advice: "Go back and try again. If the link was made by hand, look at its end.")
    }

    /// Nothing is selected where all of the folder cannot be meant.
    static let nothingSelected = Refusal(
        status: .badRequest, reason: "nothing selected",
        message: "Nothing is selected",
        advice: "Go back and tick what you want, then press the button again.")

    /// Its digits come from penstock alone, so it was here once, unless they belong to another directory, of which no more
    /// is said.
    static let unknownSelection = Refusal(
        status: .gone, reason: "an unknown selection",
        message: "This selection is no longer known",
        advice: "Go back and select again.")

    static func tooLong(_ what: String) -> Refusal {
        Refusal(
            status: .uriTooLong, reason: "\(what) too long",
            message: "The \(what) of the address is too long",
            advice: "A longer selection can be sent as a form.")
    }

    static func notFound(_ reason: String) -> Refusal {
        Refusal(
            status: .notFound, reason: reason, message: "There is nothing here by that name",
            advice: "It may have been moved or deleted since the page with the link was made.",
            ways: [.folder])
    }

    /// The same for every path: it tells nothing of what is there.
    static let noFormat = Refusal(
        status: .notFound, reason: "no archive format asked for, and listings are off",
        message: "No archive was asked for",
        advice: "Add .zip to the folder's address, or ?format=zip.")

    /// The administrator's mistake: the log names it, the client only learns where to look for it.
    static func misconfigured(_ reason: String, status: Status = .internalServerError) -> Refusal {
        Refusal(
            status: status, reason: reason, message: "The server is not set up correctly",
            advice: "Its log says why. Please tell the administrator of this site.")
    }

    /// A request for a list that came from penstock itself (RFC 5842 §7.2).
    static let askedOfItself = misconfigured(
        "a list asked of itself: PENSTOCK_MANIFEST leads to penstock", status: .loopDetected)

    static let methodNotAllowed = Refusal(
        status: .methodNotAllowed, reason: "method not allowed",
        message: "Only GET, HEAD and POST are understood", advice: "",
        headers: [Header("Allow", "GET, HEAD, POST")])

    /// A list in a spool is there; nothing can be sent to it.
    static let noForm = Refusal(
        status: .methodNotAllowed, reason: "method not allowed",
        message: "Only GET and HEAD are understood", advice: "",
        headers: [Header("Allow", "GET, HEAD")])

    static let bodyTooLarge = Refusal(
        status: .contentTooLarge, reason: "body too large", message: "This is too much for one form",
        advice:
            "At most \(RequestBody.limit >> 20) MiB can be sent. Select folders instead of the files in them."
    )

    static let tooManyFields = Refusal(
        status: .contentTooLarge, reason: "too many fields", message: "This is too much for one form",
        advice: "At most \(FormFields.limit) names can be sent. Select folders instead of the files in them.")

    /// Nobody is left to be told.
    static let abandoned = busy("abandoned", retryAfter: 5)

    /// - Parameter retryAfter: Seconds until it is worth asking again.
    static func busy(_ reason: String, retryAfter: Int) -> Refusal {
        Refusal(
            status: .serviceUnavailable, reason: reason,
            message: "Too many downloads are running",
            advice: "Please try again in a moment. Nothing is wrong with your link.", ways: [.again],
            headers: [Header("Retry-After", String(retryAfter))])
    }
}

extension Refusal {
    /// All of it in sentences.
    var detail: String { advice.isEmpty ? "\(message)." : "\(message). \(advice)" }

    init(_ error: FormError) {
        self =
            switch error {
            case .tooManyFields: .tooManyFields
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
