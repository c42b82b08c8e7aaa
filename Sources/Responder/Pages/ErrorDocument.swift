internal import HTTP

/// The body of a refusal, in the form that the client prefers.
struct ErrorDocument: Equatable {
    let mediaType: String
    let body: String

    /// - Parameters:
    ///   - accept: The request's Accept header.
    ///   - reference: The request's id, which the log line repeats; given to the client for a 500.
    init(_ refusal: Refusal, accept: String?, reference: String) {
        let status = refusal.status
        let isFault = status == .internalServerError
        let detail = isFault ? "\(refusal.detail) Reference: \(reference)" : refusal.detail
        switch DocumentForm(accept: accept) ?? .text {
        case .json:
            mediaType = "application/problem+json"
            // RFC 9457 §3.1; the type is about:blank, so the title is the status phrase.
            let instance = isFault ? ",\"reference\":\(JSONString.quoted(reference))" : ""
            body =
                "{\"title\":\(JSONString.quoted(status.phrase)),\"status\":\(status.rawValue),"
                + "\"detail\":\(JSONString.quoted(detail))\(instance)}\n"
        case .html:
            mediaType = "text/html; charset=utf-8"
            let title = "\(status.rawValue) \(status.phrase)"
            body = """
                <!DOCTYPE html>
                <html lang="en">
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark">
                <title>\(title)</title>
                <h1>\(title)</h1>
                <p>\(Self.html(detail))</p>
                </html>

                """
        case .text:
            mediaType = "text/plain; charset=utf-8"
            body = "\(status.rawValue) \(status.phrase): \(detail)\n"
        }
    }

    private static func html(_ text: String) -> String {
        text.reduce(into: "") { result, character in
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
    }
}
