internal import HTTP

/// A request for the state of the service.
struct StatusRequest: Equatable {
    enum Form: String {
        case text, json, html
        case metrics = "openmetrics"
        /// A word that says that penstock answers.
        case ping
    }

    let form: Form
    /// Whether a text tells of each request that is being answered. Other forms always do, but for metrics.
    let isFull: Bool
    /// After how many seconds a page is asked for anew; nil for never.
    let refresh: Int?

    /// - Parameters:
    ///   - fields: Those of the query: `format` with a form, or a form's name alone.
    ///   - accept: The request's Accept header, which decides if the fields do not.
    /// - Throws: A 400 for a form that there is not.
    init(_ fields: [(name: String, value: [UInt8])], accept: String?) throws(Refusal) {
        var form: Form?
        for (name, value) in fields {
            let text = String(decoding: value, as: UTF8.self)
            if name == "format" {
                guard let wanted = Form(rawValue: text) else { throw .badRequest("an unknown format") }
                form = wanted
            } else if let wanted = Form(rawValue: name), value.isEmpty {
                form = wanted
            }
        }
        self.form = form ?? Self.preferred(accept)
        isFull = fields.contains { $0.name == "full" }
        refresh = fields.last { $0.name == "refresh" }
            .flatMap { Int(String(decoding: $0.value, as: UTF8.self)) }.flatMap { 1...3600 ~= $0 ? $0 : nil }
    }

    private static func preferred(_ accept: String?) -> Form {
        // What reads metrics takes text as well, but not that for people.
        let types = (accept ?? "").split(separator: ",").map { $0.prefix { $0 != ";" }.filter { $0 != " " } }
        if types.contains("application/openmetrics-text") { return .metrics }
        return switch DocumentForm(accept: accept) {
        case .json: .json
        case .html: .html
        case .text, nil: .text
        }
    }
}
