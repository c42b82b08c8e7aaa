import TestSupport
import Testing

/// A tree behind penstock behind nginx, and curl in front of it.
struct Site {
    let tree: TemporaryTree
    let penstock: PenstockServer
    let nginx: NginxServer
    /// What curl has fetched.
    let downloads: TemporaryTree
    let curl: Curl

    /// The efforts that have a location of their own.
    static let efforts = ["fast", "default", "best"]

    /// Serves `tree` below `/archive` with the shipped snippet, below `/plain` with nginx's defaults, and below the
    /// name of each effort with that; below `/strict` all of an archive or nothing.
    ///
    /// - Parameter path: Of the served root in the tree.
    init(
        _ tree: TemporaryTree, below path: BytePath = "", _ parameters: [String: String] = [:],
        other locations: [NginxServer.Location] = [],
        serve arguments: [String] = [], configure: (inout PenstockServer.Options) -> Void = { _ in }
    ) async throws {
        self.tree = tree
        penstock = try await PenstockServer(arguments, configure: configure)
        let (socket, root) = (penstock.address, tree.at(path))
        nginx = try await NginxServer(
            [
                .init(socket, root: root, mount: "/archive", .snippet, parameters),
                .init(socket, root: root, mount: "/plain", .defaults, parameters),
                // What somebody might have configured who knows nothing of the snippet.
                .init(
                    socket, root: root, mount: "/spooling", .defaults, parameters,
                    directives: ["fastcgi_ignore_headers X-Accel-Buffering;"]),
                .init(
                    socket, root: root, mount: "/strict", .snippet,
                    parameters.merging(["PENSTOCK_UNREADABLE": "fail"]) { $1 }),
            ]
                + Self.efforts.map { effort in
                    let parameters = parameters.merging(["PENSTOCK_COMPRESSION": effort]) { $1 }
                    return .init(socket, root: root, mount: "/\(effort)", .snippet, parameters)
                } + locations)
        downloads = try TemporaryTree("downloads")
        curl = Curl(into: downloads)
    }

    func get(_ path: String, _ arguments: [String] = [], name: BytePath = "body") async throws -> HTTPResponse
    {
        try await curl.get(nginx.url(path), arguments, name: name)
    }

    /// Downloads, and does something once the first bytes are there.
    func fetch(
        _ path: String, to name: BytePath = "cut", meanwhile action: @escaping @Sendable () throws -> Void
    ) async throws -> (exit: ProcessExit, body: BytePath) {
        let body = downloads.at(name)
        let fetched = FileAppender(body)
        let curl = try await ChildProcess([
            "curl", "-fsS", "--max-time", Curl.limits[1], nginx.url(path),
        ]) { bytes in
            // While this waits curl is held up, and so is everything behind it.
            if try fetched.append(bytes) { try action() }
            return .more
        }
        return (try await curl.exit(), body)
    }

    /// Expects every reader to refuse what arrived.
    static func expectRefusal(of archive: BytePath, _ format: ArchiveFormat) async throws {
        for tester in ArchiveTester.all(for: format) {
            #expect(try await !tester.test(archive).succeeded, "\(tester) takes it for whole")
        }
    }
}
