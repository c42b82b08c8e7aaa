import Glibc

/// A private nginx on a free port of 127.0.0.1.
public final class NginxServer: Sendable {
    /// How a location talks to penstock.
    public enum Settings: Sendable {
        /// The snippet that is shipped.
        case snippet
        /// That and the one for caching.
        case cached
        /// The parameters every distribution ships, and otherwise nginx's own defaults.
        case defaults

        fileprivate var included: [BytePath] {
            switch self {
            case .snippet: [ProjectFiles.nginxSnippet]
            case .cached: [ProjectFiles.nginxSnippet, ProjectFiles.nginxCacheSnippet]
            case .defaults: ["fastcgi_params"]
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
            var all = ["PENSTOCK_MOUNT": mount].merging(parameters) { $1 }
            if let root, settings == .cached { lines.append("set $penstock_root \(root);") }
            if let root, settings != .cached, all["PENSTOCK_ROOT"] == nil { all["PENSTOCK_ROOT"] = root.text }
            lines += settings.included.map { "include \($0);" }
            lines.append("fastcgi_pass \(others.isEmpty ? responder.description : upstreamName);")
            lines += all.sorted { $0.key < $1.key }.map { "fastcgi_param \($0.key) \"\($0.value)\";" }
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
    private let prefix: TemporaryTree

    public init(_ locations: [Location]) async throws {
        prefix = try TemporaryTree("nginx")
        port = try SocketAddress.freeLoopbackPort()
        for name in ["fastcgi_params", "mime.types"] {
            try prefix.link(BytePath(name), to: "/etc/nginx" / BytePath(name))
        }
        let zone = try FileSystem.text(ProjectFiles.nginxCacheZone)
        try prefix.file(
            "zone.conf", zone.replacing("/var/cache/nginx-penstock", with: prefix.at("cache").text))
        try prefix.file("nginx.conf", Self.configuration(port, prefix.path, locations))
        process = try await ChildProcess(
            [
                "nginx", "-p", prefix.path, "-e", prefix.at("error.log").text, "-c",
                prefix.at("nginx.conf").text,
            ],
            environment: ["PATH": "/usr/sbin:/usr/bin:/bin:" + (FileSystem.environment("PATH") ?? "")])
        try await eventually("nginx to listen") {
            guard process.isRunning else {
                throw ChildFailure(command: "nginx", reason: errorLog + process.errors.text)
            }
            return SocketAddress.loopback(port: port).isAnswering ? true : nil
        }
    }

    /// The URL of a path that begins with a slash.
    public func url(_ path: String) -> String { "http://127.0.0.1:\(port)\(path)" }

    public var errorLog: String { (try? FileSystem.text(prefix.at("error.log"))) ?? "" }

    /// Bytes that nginx has put aside on disk; its temporary files have no name any more, only descriptors.
    public func spooledBytes() throws -> Int {
        let descriptors: BytePath = "/proc/\(String(process.processID))/fd"
        return try FileSystem.names(in: descriptors).reduce(0) { total, name in
            let descriptor = descriptors / BytePath(name)
            guard let target = try? FileSystem.target(ofLink: descriptor),
                target.text.hasPrefix(prefix.at("spool").text)
            else { return total }
            return total + (try FileSystem.size(descriptor))
        }
    }

    /// Removes the cached slices; nginx takes them for not there, as if they had left in their time.
    public func emptyCache() throws {
        for name in try FileSystem.names(in: prefix.at("cache")) {
            try prefix.remove("cache" / BytePath(name))
        }
    }

    private static func configuration(_ port: UInt16, _ prefix: String, _ locations: [Location]) -> String {
        let spools = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "    \($0)_temp_path \(prefix)/spool-\($0);\n" }.joined()
        return """
            daemon off;
            # One process: its descriptors are all there are.
            master_process off;
            pid \(prefix)/nginx.pid;
            events { worker_connections 512; }
            http {
                access_log off;
                include zone.conf;
            \(spools)
            \(locations.map(\.upstream).joined())
                server {
                    listen 127.0.0.1:\(port);
            \(locations.map(\.text).joined())
                }
            }

            """
    }
}
