internal import ByteIO
internal import Gateway
internal import HTTP

/// A request's path and query as the status shows them.
///
/// A query may hold what nobody else should know, such as the signature of a link. So nothing of it is shown but the fields
/// that say what is in a tree's archive.
enum ShownPath {
    private static let fields = ["format", "select", "name", "names", "compression"]
    /// Bytes of path and query each.
    private static let longest = 1024

    /// The decoded path, and behind a question mark what may be shown of the query.
    static func text(_ variables: MetaVariables) -> String {
        let path = path(variables)
        // The query of a list is the application's.
        guard variables["PENSTOCK_MANIFEST"] == nil else { return path }
        let query = query(variables["QUERY_STRING"] ?? [])
        return query.isEmpty ? path : "\(path)?\(query.prefix(longest).printable)"
    }

    /// The decoded path alone.
    static func path(_ variables: MetaVariables) -> String {
        ((variables["SCRIPT_NAME"] ?? []) + (variables["PATH_INFO"] ?? [])).prefix(longest).printable
    }

    private static func query(_ query: [UInt8]) -> [UInt8] {
        let shown = query.split(separator: UInt8(ascii: "&")).filter { pair in
            guard let field = try? URLEncoding.fields(Array(pair)).first else { return false }
            return fields.contains(field.name) && !field.value.isEmpty
        }
        return Array(shown.joined(separator: [UInt8(ascii: "&")]))
    }
}
