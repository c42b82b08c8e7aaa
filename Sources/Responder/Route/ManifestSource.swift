/// Where a location's lists come from (`PENSTOCK_MANIFEST`).
enum ManifestSource: Equatable {
    /// A web application that is asked for each.
    case application(ApplicationAddress)
    /// A directory that holds them, by its absolute path.
    case spool(String)

    /// What it looks like, for those who wrote none.
    static let form =
        "http://HOST:PORT/PATH/ or http://unix:SOCKET:/PATH/, likewise https, or the absolute path of a directory"

    /// - Returns: nil for what is neither.
    init?(_ text: String) {
        if text.hasPrefix("/") {
            self = .spool(text)
        } else if let address = ApplicationAddress(text) {
            self = .application(address)
        } else {
            return nil
        }
    }

    /// What `penstock doctor` is told of it.
    var kind: ProbeProtocol.ListSource {
        switch self {
        case .application(let address): address.socketPath == nil ? .tcp : .socket
        case .spool: .directory
        }
    }
}

/// Where a web application is reached, and the path there that stands for the location's mount.
struct ApplicationAddress: Equatable {
    /// The header field that tells penstock its own requests, and the meta-variable that it becomes.
    static let hopField = "Penstock-Hop"
    static let hopVariable = "HTTP_PENSTOCK_HOP"

    /// `http://host:port` or, for a unix socket, a host that only fills the place.
    let origin: String
    /// The unix socket to connect to.
    let socketPath: String?
    /// The path that stands for the mount, without a slash at its end; empty for all of the application.
    let basePath: String
    /// As it was written, for the log.
    let text: String

    /// - Parameter text: `http://host:port/path/`, or as nginx writes it, `http://unix:/run/app.sock:/path/`; or https.
    /// - Returns: nil for anything else, such as one with a query, a user or a dot segment.
    init?(_ text: String) {
        guard let scheme = ["http://", "https://"].first(where: text.hasPrefix),
            text.utf8.allSatisfy({ 0x21...0x7E ~= $0 && !"\\?#@\"<>".utf8.contains($0) })
        else { return nil }
        let rest = text.dropFirst(scheme.count)
        let path: Substring
        if rest.hasPrefix("unix:/") {
            let parts = rest.dropFirst("unix:".count).split(separator: ":", maxSplits: 1)
            socketPath = String(parts[0])
            origin = scheme + "localhost"
            path = parts.count > 1 ? parts[1] : ""
        } else {
            let host = rest.prefix { $0 != "/" }
            guard Self.isAuthority(host) else { return nil }
            socketPath = nil
            origin = scheme + host
            path = rest[host.endIndex...]
        }
        guard path.isEmpty || path.hasPrefix("/"), !path.contains("%"),
            !path.split(separator: "/").contains(where: { $0 == "." || $0 == ".." })
        else { return nil }
        basePath = String(path.hasSuffix("/") ? path.dropLast() : path)
        self.text = text
    }

    /// Whether `text` is a host, with a port or without.
    private static func isAuthority(_ text: Substring) -> Bool {
        let bracket = text.hasPrefix("[") ? text.firstIndex(of: "]") : nil
        let end = bracket.map(text.index(after:)) ?? text.firstIndex(of: ":") ?? text.endIndex
        let port = text[end...].dropFirst()
        guard end > text.startIndex, text[end...].first ?? ":" == ":", port.allSatisfy(\.isASCIIDigit) else {
            return false
        }
        return end == text.endIndex || UInt16(port) ?? 0 > 0
    }

    /// Whether this is `prefix` or lies beneath it: at the same host and port or socket, component by component of the
    /// path.
    func isBeneath(_ prefix: String) -> Bool {
        guard let prefix = ApplicationAddress(prefix), origin == prefix.origin,
            socketPath == prefix.socketPath
        else { return false }
        return basePath == prefix.basePath || basePath.hasPrefix(prefix.basePath + "/")
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
