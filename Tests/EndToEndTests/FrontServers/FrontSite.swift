import Glibc
import TestSupport

/// A root below `/archive` of a front server, and curl in front of it.
final class FrontSite: Sendable {
    let server: any WebServer
    /// What curl has fetched.
    let downloads: TemporaryTree
    let curl: Curl
    /// The one behind the front server's socket; nil if the server starts penstock itself.
    private let responder: ChildProcess?
    private let owner: any AnyObject & Sendable

    /// - Parameters:
    ///   - parameters: Of the location, behind the snippet.
    ///   - directives: Further ones, behind the snippet, in the server's own language.
    init(
        _ kind: FrontServer, _ root: BytePath, _ parameters: [String: String] = [:],
        directives: [String] = [], clock: FastClock = FastClock(rate: 1)
    ) async throws {
        downloads = try TemporaryTree("downloads")
        curl = Curl(into: downloads)
        switch kind {
        case .nginx, .proxy, .lighttpd:
            let penstock = try await PenstockServer(["--listen-mode", "0666"])
            (owner, responder) = (penstock, penstock.process)
            switch kind {
            case .proxy:
                server = try await ApacheServer(
                    .proxy(penstock.address), root: root, parameters, directives: directives, clock: clock)
            case .lighttpd:
                server = try await LighttpdServer(
                    .socket(penstock.address), root: root, parameters, directives: directives, clock: clock)
            default:
                server = try await Self.nginx(.snippet, penstock.address, root, parameters, clock)
            }
        case .spawned, .fcgiwrap:
            let wraps = kind == .fcgiwrap
            let spawned = try await wraps ? SpawnedResponder.wrapping(4) : SpawnedResponder.spawned()
            (owner, responder) = (spawned, spawned.process)
            server = try await Self.nginx(
                wraps ? .wrapped : .snippet, spawned.address, root, parameters, clock)
        case .fcgid, .cgid:
            server = try await ApacheServer(
                kind == .fcgid ? .fcgid : .cgid, root: root, parameters, directives: directives, clock: clock)
            (owner, responder) = (server, nil)
        case .binPath, .lighttpdCGI:
            server = try await LighttpdServer(
                kind == .binPath ? .binPath : .cgi, root: root, parameters, directives: directives,
                clock: clock)
            (owner, responder) = (server, nil)
        }
    }

    private static func nginx(
        _ settings: NginxServer.Settings, _ address: SocketAddress, _ root: BytePath,
        _ parameters: [String: String], _ clock: FastClock
    ) async throws -> NginxServer {
        try await NginxServer(
            [.init(address, root: root, mount: "/archive", settings, parameters)], clock: clock)
    }

    func get(_ path: String, _ arguments: [String] = [], name: BytePath = "body") async throws -> HTTPResponse
    {
        try await curl.get(server.url(path), arguments, name: name)
    }

    /// How far the front server's clock is ahead of ours, as it tells its clients.
    func secondsAhead() async throws -> Int {
        let date = try await get("/archive/none.zip", name: "date")["Date"] ?? ""
        let result = try await Tool("date").run(["-d", date, "+%s"])
        return (result.lines.first.flatMap { Int($0) } ?? 0) - time(nil)
    }

    /// The processes that make archives now.
    func responders() throws -> [Int32] {
        try [server.process, responder].compactMap { $0?.processID }
            .flatMap { try ProcessTree(of: $0).members(named: "penstock") }
    }

    /// What penstock has written to standard error, as the server passes it on.
    var log: [String] {
        (responder?.errors.lines ?? [])
            + (server.errorLog + server.process.errors.text).split(separator: "\n").map(String.init)
    }

    /// The request line that has all these field values; waits for it.
    func requestLine(_ fields: KeyValuePairs<String, String>) async throws -> LogLine {
        try await eventually("\(fields); have: \(log.suffix(5))") {
            log.map { LogLine($0) }.first { line in
                line["outcome"] != nil && fields.allSatisfy { line[$0.key] == $0.value }
            }
        }
    }

    /// Downloads, and does something once the first bytes are there.
    func fetch(
        _ path: String, meanwhile action: @escaping @Sendable () throws -> Void
    ) async throws -> (exit: ProcessExit, body: BytePath) {
        let body = downloads.at("cut")
        let fetched = FileAppender(body)
        let curl = try await ChildProcess(["curl", "-fsS"] + Curl.limits + [server.url(path)]) { bytes in
            // While this waits curl is held up, and so is everything behind it.
            if try fetched.append(bytes) { try action() }
            return .more
        }
        return (try await curl.exit(), body)
    }

    /// Starts a download of a client that takes so much a second: all of that at once, as curl does it.
    func download(_ path: String, rate: String) async throws -> ChildProcess {
        try await ChildProcess(
            ["curl", "-fsS"] + Curl.limits + ["--limit-rate", rate, "-o", "/dev/null", server.url(path)])
    }

    /// Starts a download of a client that takes `rate` bytes a second, a little at a time.
    ///
    /// The pace is kept by a process of its own: these tests are busy, and a pause of theirs is not meant.
    func download(_ path: String, steadily rate: Int) async throws -> ChildProcess {
        let slowing = """
            import sys, time
            begin, count = time.monotonic(), 0
            while block := sys.stdin.buffer.read1(65536):
                count += len(block)
                time.sleep(max(0, begin + count / int(sys.argv[1]) - time.monotonic()))
            """
        let script = "set -o pipefail; curl -fsS --max-time \"$1\" \"$2\" | python3 -c \"$3\" \"$4\""
        return try await ChildProcess([
            "bash", "-c", script, "bash", Curl.limits[1], server.url(path), slowing, String(rate),
        ])
    }
}
