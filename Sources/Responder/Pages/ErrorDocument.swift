internal import HTTP
internal import Pages

/// The body of a refusal, in the form that the client prefers, and the header fields that belong to it.
struct ErrorDocument {
    let headers: [Header]
    let body: [UInt8]

    /// - Parameters:
    ///   - accept: The request's Accept header.
    ///   - reference: The request's id, which the log line repeats; given to the client for a 500.
    ///   - ways: What a page offers to go on with.
    init(_ refusal: Refusal, accept: String?, reference: String, ways: [MessagePage.Way] = []) {
        let status = refusal.status
        let title = "\(status.rawValue) \(status.phrase)"
        let isFault = status == .internalServerError
        let detail = isFault ? "\(refusal.detail) Reference: \(reference)" : refusal.detail
        switch DocumentForm(accept: accept) ?? .text {
        case .json:
            // RFC 9457 §3.1; the type is about:blank, so the title is the status phrase.
            let instance = isFault ? ",\"reference\":\(JSONString.quoted(reference))" : ""
            body = Array(
                ("{\"title\":\(JSONString.quoted(status.phrase)),\"status\":\(status.rawValue),"
                    + "\"detail\":\(JSONString.quoted(detail))\(instance)}\n").utf8)
            headers = [Header("Content-Type", "application/problem+json")]
        case .html:
            var advice = refusal.advice.isEmpty ? [] : [refusal.advice]
            if isFault { advice.append("Reference: \(reference)") }
            body =
                MessagePage.document(status: title, message: refusal.message, advice: advice, ways: ways)
                .bytes
            headers = [Header("Content-Type", Document.mediaType), Document.policy]
        case .text:
            body = Array("\(title): \(detail)\n".utf8)
            headers = [Header("Content-Type", "text/plain; charset=utf-8")]
        }
    }
}
