/// A private lighttpd that serves one root below `/archive`, with a snippet that is shipped.
public final class LighttpdServer: WebServer {
    /// How it reaches penstock, and so which snippet.
    public enum Settings: Sendable {
        case socket(SocketAddress)
        case binPath, cgi
        /// It does not: it is in front of a front server, with nothing but lighttpd's defaults.
        case inFront(of: SocketAddress)

        fileprivate var snippet: BytePath? {
            switch self {
            case .socket: "penstock.conf"
            case .binPath: "penstock-bin-path.conf"
            case .cgi: "penstock-cgi.conf"
            case .inFront: nil
            }
        }
    }

    public let process: ChildProcess
    public let port: UInt16
    public let directory: TemporaryTree

    /// - Parameters:
    ///   - parameters: Set behind the snippet.
    ///   - directives: Further ones, behind the snippet.
    public init(
        _ settings: Settings, root: BytePath = "/", _ parameters: [String: String] = [:],
        directives: [String] = [], clock: FastClock = FastClock(rate: 1)
    ) async throws {
        directory = try TemporaryTree("lighttpd")
        port = try SocketAddress.freeLoopbackPort()
        try ServerAccount.own(directory.root)
        for name: BytePath in ["documents", "spool"] {
            try ServerAccount.own(try directory.directory(name))
        }
        if let snippet = settings.snippet {
            try directory.file(snippet, Self.text(of: snippet, settings, directory.path))
        }
        try directory.file(
            "lighttpd.conf",
            Self.configuration(port, directory.path, settings, root, parameters, directives))
        process = try await ChildProcess(
            ServerAccount.wrapper + clock.wrapper + [
                "lighttpd", "-D", "-f", directory.at("lighttpd.conf").text,
            ],
            environment: ServerAccount.environment)
        try await waitUntilListening()
    }

    /// As it is shipped, but for where things are.
    private static func text(of snippet: BytePath, _ settings: Settings, _ path: String) throws -> String {
        let text = try FileSystem.text(ProjectFiles.root / "lighttpd" / snippet)
            .replacing("/run/lighttpd/penstock.sock", with: "\(path)/penstock.sock")
            .replacing("/usr/bin/penstock", with: PenstockBinary.shared.text)
        guard case .socket(.unix(let socket)) = settings else { return text }
        return text.replacing("/run/penstock/penstock.sock", with: socket.text)
    }

    private static func configuration(
        _ port: UInt16, _ path: String, _ settings: Settings, _ root: BytePath,
        _ parameters: [String: String], _ directives: [String]
    ) -> String {
        var all = ["PENSTOCK_ROOT": root.text, "PENSTOCK_MOUNT": "/archive"].merging(parameters) { $1 }
        var lines = settings.snippet.map { ["include \"\(path)/\($0)\""] } ?? []
        if case .inFront(of: .loopback(let port)) = settings {
            lines.append("proxy.server = ( \"\" => ( ( \"host\" => \"127.0.0.1\", \"port\" => \(port) ) ) )")
        }
        if case .cgi = settings {
            lines.append("alias.url = ( \"/archive\" => \"\(PenstockBinary.shared)\" )")
            // As the snippet says.
            if let compression = all.removeValue(forKey: "PENSTOCK_COMPRESSION") {
                lines.append(
                    "setenv.set-environment := ( \"PENSTOCK_COMPRESSION\" => \"\(compression)\" )")
            }
        }
        let pairs = all.sorted { $0.key < $1.key }.map { "\"\($0.key)\" => \"\($0.value)\"" }
        lines.append("setenv.add-environment = ( \(pairs.joined(separator: ", ")) )")
        return """
            server.modules = ( "mod_fastcgi", "mod_cgi", "mod_alias", "mod_setenv", "mod_proxy" )
            server.document-root = "\(path)/documents"
            server.upload-dirs = ( "\(path)/spool" )
            server.errorlog = "\(path)/error.log"
            server.bind = "127.0.0.1"
            server.port = \(port)
            $HTTP["url"] =^ "/archive/" {
            \((lines + directives).joined(separator: "\n"))
            }

            """
    }

    deinit { end() }
}
