internal import Gateway

extension ProbeProtocol {
    /// Fields by which a server says for whom it asks. The doctor sends none.
    private static let fields = [
        "HTTP_FORWARDED", "HTTP_VIA", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_REAL_IP",
    ]

    /// Whether the doctor has not talked to the front server itself, but to a server in front of that.
    ///
    /// A proxy that sends no such field is known by its connection, which nginx asks to have closed unless told otherwise,
    /// while the doctor's curl does not.
    static func isForwarded(_ variables: MetaVariables) -> Bool {
        if fields.contains(where: { variables[$0] != nil }) { return true }
        // mod_fcgid says so of every request.
        if variables.text("SERVER_SOFTWARE")?.hasPrefix("Apache") ?? false { return false }
        let connection = variables.text("HTTP_CONNECTION") ?? ""
        return connection.split(separator: ",").contains { $0.filter { $0 != " " }.lowercased() == "close" }
    }
}
