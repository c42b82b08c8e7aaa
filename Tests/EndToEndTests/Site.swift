import TestSupport

/// A tree behind penstock behind nginx, and curl in front of it.
struct Site {
    let tree: TemporaryTree
    let penstock: PenstockServer
    let nginx: NginxServer
    /// What curl has fetched.
    let downloads: TemporaryTree
    let curl: Curl

    /// Serves `tree` below `/archive` with the shipped snippet and below `/plain` with nginx's defaults.
    ///
    /// - Parameter path: Of the served root in the tree.
    init(
        _ tree: TemporaryTree, below path: BytePath = "", _ parameters: [String: String] = [:],
        other locations: [NginxServer.Location] = [],
        serve arguments: [String] = []
    ) async throws {
        self.tree = tree
        penstock = try await PenstockServer(arguments)
        let (socket, root) = (penstock.address, tree.at(path))
        nginx = try await NginxServer(
            [
                .init(socket, root: root, mount: "/archive", .snippet, parameters),
                .init(socket, root: root, mount: "/plain", .defaults, parameters),
                // What somebody might have configured who knows nothing of the snippet.
                .init(
                    socket, root: root, mount: "/spooling", .defaults, parameters,
                    directives: ["fastcgi_ignore_headers X-Accel-Buffering;"]),
            ] + locations)
        downloads = try TemporaryTree("downloads")
        curl = Curl(into: downloads)
    }

    func get(_ path: String, _ arguments: [String] = [], name: BytePath = "body") async throws -> HTTPResponse
    {
        try await curl.get(nginx.url(path), arguments, name: name)
    }
}
