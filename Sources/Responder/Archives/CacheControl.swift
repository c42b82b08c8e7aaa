internal import HTTP

/// What caches and proxies may do to an archive (RFC 9111 §5.2).
enum CacheControl {
    private static let name: StaticString = "Cache-Control"
    /// A proxy that compresses an archive, or makes images smaller, makes other bytes of it than those that its length,
    /// its strong entity tag and its ranges are about.
    private static let untouched = "no-transform"

    static func isField(_ header: Header) -> Bool {
        header.name.lowercased() == name.description.lowercased()
    }

    /// - Parameters:
    ///   - isForm: Whether the request was a form's.
    ///   - announced: Fields of the application's answer, if it was asked. What they say of caches counts for a request
    ///     that is no form's, and `no-transform` is added to it.
    static func headers(isForm: Bool, announced: [Header]) -> [Header] {
        if isForm { return [Header(name, "no-store, \(untouched)")] }
        var fields = announced.filter(isField)
        guard let last = fields.last else {
            // Every answer to a GET may be kept by the browser that asked, if it asks again before it uses it.
            return [Header(name, "private, no-cache, \(untouched)")]
        }
        if !fields.contains(where: hasUntouched) {
            let value = last.value.isEmpty ? untouched : "\(last.text), \(untouched)"
            fields[fields.count - 1] = Header(name, value)
        }
        return fields
    }

    private static func hasUntouched(_ field: Header) -> Bool {
        field.text.lowercased().split(separator: ",").contains { directive in
            directive.filter { $0 != " " && $0 != "\t" } == untouched
        }
    }
}
