/// What an examination found, for an administrator.
struct Finding: Equatable {
    enum Verdict: String {
        case good = "ok"
        case wrong = "WRONG"
        /// It was not, or could not be, looked at.
        case unknown = "?"
    }

    let verdict: Verdict
    let text: String
    /// What to change, a line each.
    let cure: [String]

    static func good(_ text: String) -> Finding { Finding(verdict: .good, text: text, cure: []) }
    static func wrong(_ text: String, _ cure: [String]) -> Finding {
        Finding(verdict: .wrong, text: text, cure: cure)
    }
    static func unknown(_ text: String, _ cure: [String] = []) -> Finding {
        Finding(verdict: .unknown, text: text, cure: cure)
    }
}

extension Finding: CustomStringConvertible {
    /// Lines for a terminal: verdict and text, and indented, what to change.
    var description: String {
        let label = verdict.rawValue + String(repeating: " ", count: 6 - verdict.rawValue.count)
        return ([label + text] + cure.map { "          " + $0 }).joined(separator: "\n")
    }
}
