import TestSupport
import Testing

/// A root below `/archive` of a front server, another server in front of that, and curl in front of both.
struct ProxiedSite {
    /// What is in front, and how it is set up.
    enum Proxy: String, CaseIterable, CustomStringConvertible {
        /// nginx, with nothing but `proxy_pass`.
        case nginx = "nginx as it is"
        /// nginx, as docs/front-servers.md has it.
        case documentedNginx = "nginx as documented"
        /// nginx that spools in spite of what the front server says. The room on disk is scaled down.
        case spoolingNginx = "nginx that spools"
        case apache = "Apache as it is"
        case lighttpd = "lighttpd as documented"
        case spoolingLighttpd = "lighttpd as it is"

        var description: String { rawValue }

        /// Those that leave an archive alone.
        static let good = [Proxy.nginx, .documentedNginx, .apache, .lighttpd]

        /// Bytes that it may put aside; lighttpd has a temporary file for what does not fit its buffers.
        var spoolLimit: Int { self == .lighttpd ? 4 << 20 : 0 }

        /// Whether it asks in HTTP/1.0.
        var isOld: Bool { self == .nginx || self == .spoolingNginx }

        fileprivate func server(inFrontOf port: UInt16) async throws -> any WebServer {
            let front = SocketAddress.loopback(port: port)
            switch self {
            case .nginx: return try await Self.nginx(front, [])
            case .documentedNginx: return try await Self.nginx(front, try Self.documentation())
            case .spoolingNginx:
                return try await Self.nginx(
                    front, ["proxy_ignore_headers X-Accel-Buffering;", "proxy_max_temp_file_size 32m;"])
            case .apache: return try await ApacheServer(.inFront(of: front))
            case .lighttpd:
                return try await LighttpdServer(
                    .inFront(of: front), directives: ["server.stream-response-body = 2"])
            case .spoolingLighttpd: return try await LighttpdServer(.inFront(of: front))
            }
        }

        private static func nginx(_ front: SocketAddress, _ directives: [String]) async throws -> NginxServer
        {
            try await NginxServer([
                .init(front, root: nil, mount: "/archive", .proxy, directives: directives)
            ])
        }

        /// What docs/front-servers.md sets beside `proxy_pass`.
        private static func documentation() throws -> [String] {
            let lines = try FileSystem.text(ProjectFiles.root / "docs/front-servers.md")
                .split(separator: "\n").drop { !$0.hasPrefix("    proxy_pass ") }.dropFirst()
            let directives = lines.prefix { $0 != "}" }.map(String.init)
            try #require(directives.contains { $0.contains("proxy_http_version 1.1;") })
            return directives
        }
    }

    let front: FrontSite
    let proxy: any WebServer

    /// - Parameter clock: Of the front server.
    init(
        _ proxy: Proxy, _ kind: FrontServer, _ root: BytePath, _ parameters: [String: String] = [:],
        clock: FastClock = FastClock(rate: 1)
    ) async throws {
        front = try await FrontSite(kind, root, parameters, clock: clock)
        self.proxy = try await proxy.server(inFrontOf: front.server.port)
    }

    func get(_ path: String, _ arguments: [String] = [], name: BytePath = "body") async throws -> HTTPResponse
    {
        try await front.curl.get(proxy.url(path), arguments, name: name)
    }

    /// Downloads by a client that takes nothing more, behind its first bytes, until `event` has come.
    func fetch(
        _ path: String, stoppingUntil event: @escaping @Sendable () async throws -> Void
    ) async throws -> (exit: ProcessExit, body: BytePath) {
        let body = front.downloads.at("stopped")
        let fetched = FileAppender(body)
        let curl = try await ChildProcess(["curl", "-fsS"] + Curl.limits + [proxy.url(path)]) { bytes in
            if try fetched.append(bytes) { try await event() }
            return .more
        }
        return (try await curl.exit(), body)
    }
}
