public import SystemCalls

/// Where front servers find the responder.
public enum ListenAddress: Equatable, Sendable {
    case unix(path: String)
    case tcp(host: String, port: UInt16)

    /// - Parameter text: `unix:PATH`, `HOST:PORT` or `[IPv6]:PORT`.
    /// - Returns: nil for anything else.
    public init?(_ text: String) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst("unix:".count))
            guard !path.isEmpty else { return nil }
            self = .unix(path: path)
            return
        }
        let colon = text.lastIndex(of: ":") ?? text.endIndex
        // Swift takes "+80" for a number.
        guard !text[colon...].hasPrefix(":+"), let port = UInt16(text[colon...].dropFirst()) else {
            return nil
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self = .tcp(host: String(host), port: port)
    }

    /// - Parameter mode: Permissions of a unix socket.
    public func listen(mode: UInt32) throws(SystemCallError) -> ListeningSocket {
        switch self {
        case .unix(let path): try ListeningSocket(unixPath: Array(path.utf8), mode: mode)
        case .tcp(let host, let port): try ListeningSocket(host: host, port: port)
        }
    }
}

extension ListenAddress: CustomStringConvertible {
    /// As it is written on a command line.
    public var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }
}
