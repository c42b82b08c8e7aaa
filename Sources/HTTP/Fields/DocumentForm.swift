/// The forms in which penstock says something.
public enum DocumentForm: Equatable, Sendable {
    case json, html, text

    /// What a client likes best: the first type in its list that is one of these. All clients list what they like best
    /// first, so of the weights only 0 is looked at, which means never (RFC 9110 §12.5.1).
    ///
    /// - Parameter accept: The request's Accept header.
    /// - Returns: nil for a client that names none of them.
    public init?(accept: String?) {
        for range in (accept ?? "").split(separator: ",") {
            let type = range.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
            let weight = HeaderParameters.value(of: "q", in: String(range)).flatMap { Double($0) }
            if weight == 0 { continue }
            switch type {
            case "application/json", "application/problem+json": self = .json
            case "text/html", "application/xhtml+xml": self = .html
            case "text/plain": self = .text
            default: continue
            }
            return
        }
        return nil
    }
}
