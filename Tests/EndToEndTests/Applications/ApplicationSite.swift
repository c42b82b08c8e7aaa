import TestSupport

/// An application's location of nginx, in front of penstock.
struct ApplicationSite {
    private let penstock: PenstockServer
    private let nginx: NginxServer
    /// What curl has fetched.
    let downloads: TemporaryTree
    let curl: Curl

    /// - Parameters:
    ///   - manifest: Where lists come from.
    ///   - root: That their paths are relative to.
    init(_ manifest: String, root: BytePath) async throws {
        penstock = try await PenstockServer()
        nginx = try await NginxServer([
            .init(
                penstock.address, root: root, mount: "/download", .snippet, ["PENSTOCK_MANIFEST": manifest])
        ])
        downloads = try TemporaryTree("downloads")
        curl = Curl(into: downloads)
    }

    func url(_ path: String) -> String { nginx.url(path) }

    func get(_ path: String, _ arguments: [String] = []) async throws -> HTTPResponse {
        try await curl.get(url(path), arguments)
    }
}
