/// An HTTP status that penstock answers with (RFC 9110 §15).
struct Status: RawRepresentable, Equatable, Sendable {
    let rawValue: Int

    static let ok = Status(rawValue: 200)
    static let partialContent = Status(rawValue: 206)
    static let notModified = Status(rawValue: 304)
    static let badRequest = Status(rawValue: 400)
    static let forbidden = Status(rawValue: 403)
    static let notFound = Status(rawValue: 404)
    static let methodNotAllowed = Status(rawValue: 405)
    static let preconditionFailed = Status(rawValue: 412)
    static let contentTooLarge = Status(rawValue: 413)
    static let uriTooLong = Status(rawValue: 414)
    static let rangeNotSatisfiable = Status(rawValue: 416)
    static let internalServerError = Status(rawValue: 500)
    static let serviceUnavailable = Status(rawValue: 503)

    var phrase: String {
        switch self {
        case .ok: "OK"
        case .partialContent: "Partial Content"
        case .notModified: "Not Modified"
        case .badRequest: "Bad Request"
        case .forbidden: "Forbidden"
        case .notFound: "Not Found"
        case .methodNotAllowed: "Method Not Allowed"
        case .preconditionFailed: "Precondition Failed"
        case .contentTooLarge: "Content Too Large"
        case .uriTooLong: "URI Too Long"
        case .rangeNotSatisfiable: "Range Not Satisfiable"
        case .serviceUnavailable: "Service Unavailable"
        default: "Internal Server Error"
        }
    }
}
