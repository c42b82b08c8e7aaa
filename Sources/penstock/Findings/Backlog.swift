internal import SystemCalls

/// How many connections may wait to be accepted (listen(2)).
enum Backlog {
    /// What a burst of clients needs, and penstock asks for.
    private static let wanted = Int(ListeningSocket.backlog)
    private static let path = "/proc/sys/net/core/somaxconn"

    /// What this system allows at most; nil where it does not tell.
    static var systemLimit: Int? {
        guard let text = FilePaths.firstLine(of: path) else { return nil }
        return Int(text)
    }

    /// - Parameters:
    ///   - url: Of the location; only a server on this machine has this machine's limit.
    ///   - limit: What the system allows.
    static func finding(url: String, limit: Int?) -> Finding? {
        Host.isThisMachine(url) ? limit.map(finding) : nil
    }

    static func finding(limit: Int) -> Finding {
        if limit >= wanted { return .good("\(limit) connections may wait at a socket.") }
        return .wrong(
            "Only \(limit) connections may wait at a socket: the front server answers 502 to a burst of clients.",
            ["sysctl -w net.core.somaxconn=\(wanted)    # and in /etc/sysctl.d; then restart penstock.socket"]
        )
    }
}
