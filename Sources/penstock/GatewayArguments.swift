/// The command line of a CGI program, of which a client may be the author.
enum GatewayArguments {
    /// A query without an equals sign is given to a CGI program as its command line (RFC 3875 §4.4): a stranger could
    /// have another directory served, or another command run.
    ///
    /// - Parameter environment: Looks up a variable.
    /// - Returns: the arguments, or none if they could be a query.
    static func trusted(_ arguments: [String], environment: (String) -> String?) -> [String] {
        guard environment("GATEWAY_INTERFACE") != nil, let query = environment("QUERY_STRING") else {
            return arguments
        }
        return query.isEmpty || query.contains("=") ? arguments : []
    }
}
