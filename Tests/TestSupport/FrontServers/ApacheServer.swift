/// A private Apache that serves one root below `/archive`, with a snippet that is shipped.
public final class ApacheServer: WebServer {
    /// How it reaches penstock, and so which snippet.
    public enum Settings: Sendable {
        case proxy(SocketAddress)
        case fcgid, cgid
        /// It lists folders, with this in its configuration.
        case listing(SocketAddress, site: String)
        /// It does not: it is in front of a front server, with nothing but Apache's defaults.
        case inFront(of: SocketAddress)

        fileprivate var snippet: BytePath? {
            switch self {
            case .proxy: "apache/penstock-proxy.conf"
            case .fcgid: "apache/penstock-fcgid.conf"
            case .cgid: "apache/penstock-cgi.conf"
            case .listing, .inFront: nil
            }
        }

        fileprivate var modules: [String] {
            switch self {
            case .proxy: ["proxy", "proxy_fcgi"]
            case .fcgid: ["alias", "fcgid"]
            case .cgid: ["alias", "cgid"]
            case .listing: ["proxy", "proxy_fcgi", "alias", "autoindex", "substitute", "mime"]
            case .inFront: ["proxy", "proxy_http"]
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
        directory = try TemporaryTree("apache")
        port = try SocketAddress.freeLoopbackPort()
        try ServerAccount.own(directory.root)
        for name: BytePath in ["documents", "fcgid"] {
            try ServerAccount.own(try directory.directory(name))
        }
        try directory.file(
            "apache.conf",
            Self.configuration(port, directory.path, settings, root, parameters, directives))
        process = try await ChildProcess(
            ServerAccount.wrapper + clock.wrapper + [
                "apache2", "-D", "FOREGROUND", "-f", directory.at("apache.conf").text,
            ],
            environment: ServerAccount.environment)
        try await waitUntilListening()
    }

    private static func configuration(
        _ port: UInt16, _ path: String, _ settings: Settings, _ root: BytePath,
        _ parameters: [String: String], _ directives: [String]
    ) -> String {
        // What Debian enables from the start that might have a hand in a download, and what the snippet needs.
        let usual = ["mpm_event", "authz_core", "env", "setenvif", "reqtimeout", "filter", "deflate", "dir"]
        var lines = (usual + settings.modules).map { name in
            "LoadModule \(name)_module /usr/lib/apache2/modules/mod_\(name).so"
        }
        lines += [
            "ServerRoot \(path)", "ServerName localhost", "DefaultRuntimeDir \(path)",
            "PidFile \(path)/apache.pid", "Mutex file:\(path) default", "ErrorLog \(path)/error.log",
            "DocumentRoot \(path)/documents", "Listen 127.0.0.1:\(port)", "Timeout 300",
            "<Directory />\nRequire all denied\n</Directory>",
            "<Directory \(path)/documents>\nRequire all granted\n</Directory>",
            "AddOutputFilterByType DEFLATE text/html text/plain application/x-tar application/zip",
        ]
        switch settings {
        case .proxy(.unix(let socket)): lines.append("Define PENSTOCK_SOCKET \(socket)")
        case .listing(.unix(let socket), let site):
            lines += [
                "Define PENSTOCK_SOCKET \(socket)", "TypesConfig /dev/null", "AddType text/html .html", site,
            ]
        case .proxy(let address), .listing(let address, _):
            preconditionFailure("\(address) is no unix socket")
        case .fcgid:
            lines += ["FcgidIPCDir \(path)/fcgid", "FcgidProcessTableFile \(path)/fcgid/table"]
        case .cgid: lines.append("ScriptSock \(path)/cgid")
        case .inFront(let server): lines.append("ProxyPass /archive/ http://\(server)/archive/")
        }
        lines += [
            "Define PENSTOCK_DIRECTORY \(PenstockBinary.shared.parent)", "Define PENSTOCK_ROOT \(root)",
            "Define PENSTOCK_MOUNT /archive",
        ]
        if let snippet = settings.snippet { lines.append("Include \(ProjectFiles.root / snippet)") }
        let settings = parameters.sorted { $0.key < $1.key }.map { "SetEnv \($0.key) \"\($0.value)\"" }
        lines += ["<Location /archive/>"] + settings + ["</Location>"] + directives
        return lines.joined(separator: "\n") + "\n"
    }

    deinit { end() }
}
