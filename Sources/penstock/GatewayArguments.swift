internal import SystemCalls

/// The command line of a CGI program, of which a client may be the author.
enum GatewayArguments {
    /// Whether a client may have written the command line: a query without an equals sign is given to a CGI program as
    /// its arguments (RFC 3875 §4.4), and could have another directory served, or another command run.
    ///
    /// Nothing tells such arguments from those of a script that starts the program.
    ///
    /// - Parameter environment: Looks up a variable.
    static func areDubious(_ arguments: [String], environment: (String) -> String?) -> Bool {
        guard !arguments.isEmpty, environment("GATEWAY_INTERFACE") != nil,
            let query = environment("QUERY_STRING")
        else { return false }
        return !query.isEmpty && !query.contains("=")
    }

    /// Answers the request, which is not looked at any further.
    static func refuse() {
        let text = "400 Bad Request: a query without an equals sign would be a command line.\n"
        let head = """
            Status: 400 Bad Request\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Length: \(text.utf8.count)\r
            Cache-Control: no-store\r
            X-Content-Type-Options: nosniff\r
            X-Robots-Tag: noindex, nofollow\r
            \r

            """
        StandardError.write(Array("penstock: refused: a query that would be a command line\n".utf8))
        StandardOutput.write(Array((head + text).utf8))
    }
}
