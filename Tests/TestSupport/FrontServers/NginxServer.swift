import Glibc

/// A private nginx on a free port of 127.0.0.1.
public final class NginxServer: WebServer {
    /// How a location talks to penstock.
    public enum Settings: Sendable {
        /// The snippet that is shipped.
        case snippet
        /// That and the one for caching.
        case cached
        /// The snippet and the one for fcgiwrap.
        case wrapped
        /// The parameters every distribution ships, and otherwise nginx's own defaults.
        case defaults
        /// None: it is a front server of penstock that is talked to, by HTTP.
        case proxy

        fileprivate var included: [BytePath] {
            switch self {
            case .snippet: [ProjectFiles.nginxSnippet]
            case .wrapped: [ProjectFiles.nginxSnippet, "fcgiwrap.conf"]
            case .cached: [ProjectFiles.nginxSnippet, ProjectFiles.nginxCacheSnippet]
            case .defaults: ["fastcgi_params"]
            case .proxy: []
            }
        }
    }

    /// One location in front of one responder, or of several.
    public struct Location: Sendable {
        /// The URL prefix, without a slash at its end.
        public var mount = "/archive"
        public var settings = Settings.snippet
        public var responder: SocketAddress
        /// Responders that take turns with the first.
        public var others: [SocketAddress] = []
        /// None is passed for nil.
        public var root: BytePath?
        public var parameters: [String: String] = [:]
        /// Further directives, in front of what is included.
        public var directives: [String] = []

        public init(_ responder: SocketAddress, root: BytePath?) {
            self.responder = responder
            self.root = root
        }

        public init(
            _ responder: SocketAddress, root: BytePath?, mount: String, _ settings: Settings = .snippet,
            _ parameters: [String: String] = [:], directives: [String] = []
        ) {
            self.init(responder, root: root)
            self.mount = mount
            self.settings = settings
            self.parameters = parameters
            self.directives = directives
        }

        fileprivate var text: String {
            var lines = directives
            if settings == .proxy {
                lines.append("proxy_pass http://\(responder);")
                return Self.text(mount, lines)
            }
            var all = ["PENSTOCK_MOUNT": mount].merging(parameters) { $1 }
            if let root, settings == .cached { lines.append("set $penstock_root \(root);") }
            if let root, settings != .cached, all["PENSTOCK_ROOT"] == nil { all["PENSTOCK_ROOT"] = root.text }
            lines += settings.included.map { "include \($0);" }
            lines.append("fastcgi_pass \(others.isEmpty ? responder.description : upstreamName);")
            lines += all.sorted { $0.key < $1.key }.map { "fastcgi_param \($0.key) \"\($0.value)\";" }
            return Self.text(mount, lines)
        }

        private static func text(_ mount: String, _ lines: [String]) -> String {
            let body = lines.map { "        \($0)\n" }.joined()
            return "    location \(mount)/ {\n\(body)    }\n"
        }

        private var upstreamName: String { "upstream-of-\(mount.dropFirst())" }

        /// What stands outside the server.
        fileprivate var upstream: String {
            if others.isEmpty { return "" }
            let servers = ([responder] + others).map { "server \($0);" }.joined(separator: " ")
            return "    upstream \(upstreamName) { \(servers) }\n"
        }
    }

    public let process: ChildProcess
    public let port: UInt16
    public let directory: TemporaryTree

    public convenience init(_ locations: [Location], clock: FastClock = FastClock(rate: 1)) async throws {
        try await self.init(clock: clock) { port, directory in
            for name in ["fastcgi_params", "mime.types"] {
                try directory.link(BytePath(name), to: "/etc/nginx" / BytePath(name))
            }
            let zone = try FileSystem.text(ProjectFiles.nginxCacheZone)
            try directory.file(
                "zone.conf", zone.replacing("/var/cache/nginx-penstock", with: directory.at("cache").text))
            if locations.contains(where: { $0.settings == .wrapped }) {
                let wrapped = try FileSystem.text(ProjectFiles.root / "nginx/penstock-fcgiwrap.conf")
                try directory.file(
                    "fcgiwrap.conf", wrapped.replacing("/usr/bin/penstock", with: PenstockBinary.shared.text))
            }
            return """
                include zone.conf;
                \(locations.map(\.upstream).joined())
                server {
                    listen 127.0.0.1:\(port);
                \(locations.map(\.text).joined())
                }
                """
        }
    }

    /// - Parameters:
    ///   - site: What stands in the http block: is told the port to listen on, and the directory that files are
    ///   included from.
    ///   - modules: That Debian packages apart from nginx, such as `http_fancyindex`.
    public init(
        clock: FastClock = FastClock(rate: 1), modules: [String] = [],
        site: (UInt16, TemporaryTree) throws -> String
    ) async throws {
        directory = try TemporaryTree("nginx")
        port = try SocketAddress.freeLoopbackPort()
        try directory.file(
            "nginx.conf", Self.configuration(directory.path, modules, try site(port, directory)))
        process = try await ChildProcess(
            clock.wrapper + [
                "nginx", "-p", directory.path, "-e", directory.at("error.log").text, "-c",
                directory.at("nginx.conf").text,
            ],
            environment: ServerAccount.environment)
        try await waitUntilListening()
    }

    /// Removes the cached slices; nginx takes them for not there, as if they had left in their time.
    public func emptyCache() throws {
        for name in try FileSystem.names(in: directory.at("cache")) {
            // nginx may still be writing a slice there, which must not come between.
            try FileSystem.rename(directory.at("cache" / BytePath(name)), to: directory.at("emptied"))
            try directory.remove("emptied")
        }
    }

    private static func configuration(_ prefix: String, _ modules: [String], _ site: String) -> String {
        let loading = modules.map { "load_module /usr/lib/nginx/modules/ngx_\($0)_module.so;\n" }.joined()
        let spools = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "    \($0)_temp_path \(prefix)/spool-\($0);\n" }.joined()
        return """
            \(loading)
            daemon off;
            # One process: its descriptors are all there are.
            master_process off;
            pid \(prefix)/nginx.pid;
            events { worker_connections 512; }
            http {
                access_log off;
            \(spools)
            \(site)
            }

            """
    }

    deinit { end() }
}
