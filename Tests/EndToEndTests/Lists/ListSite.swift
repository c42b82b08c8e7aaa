import TestSupport

/// An application, files that its lists may name, and penstock, which asks the one and reads the others.
struct ListSite {
    let application: ScriptedApplication
    /// `root` is PENSTOCK_ROOT; what lies beside must not be reached.
    let tree: TemporaryTree
    let penstock: PenstockServer

    init(
        _ arguments: [String] = [], configure: (inout PenstockServer.Options) -> Void = { _ in }
    ) async throws {
        application = try await ScriptedApplication()
        tree = try TemporaryTree("listed")
        try Self.fill(tree)
        penstock = try await PenstockServer(arguments, configure: configure)
    }

    static func fill(_ tree: TemporaryTree) throws {
        var generator = SeededGenerator(seed: 3)
        try tree.file("root/a.txt", "hello")
        try tree.file("root/dir/noise", generator.bytes(300_007))
        try tree.compressibleFile("root/dir/text", size: 1_500_003)
    }

    /// A list of all files, under other names.
    static let list = """
        {"filename": "trip", "files": [{"name": "note", "path": "a.txt"}, {"name": "d/n", "path": "dir/noise"},
        {"name": "d/t", "path": "dir/text"}, {"name": "read me", "text": "Hello\\n"}, {"name": "empty/"}]}
        """

    static let names = ["note", "d/", "d/n", "d/t", "read me", "empty/"]

    /// The same files in every front server.
    var root: BytePath { tree.at("root") }

    /// A request for a path below the mount.
    func request(
        _ path: String, _ method: String = "GET", query: String = "",
        _ others: KeyValuePairs<String, String> = [:]
    ) -> FastCGIRequest {
        var request = FastCGIRequest(method, BytePath("/archive/" + path), query: query, root: root)
        request["PENSTOCK_MANIFEST"] = application.address
        for (name, value) in others { request[name] = value }
        return request
    }

    func ask(
        _ path: String, _ method: String = "GET", query: String = "",
        _ others: KeyValuePairs<String, String> = [:],
        keepingBody: Bool = true
    ) async throws -> FastCGIResponse {
        try await penstock.client().send(
            request(path, method, query: query, others), keepingBody: keepingBody)
    }

    /// What the log says of a request that was answered with `status`.
    func outcome(_ path: String) async throws -> String {
        try await penstock.requestLine(["path": "/archive/" + path]).outcome
    }

    /// Whether an archive can be had at all.
    func isAnswering() async throws -> Bool {
        try application.list("ok.zip", #"[{"name": "a", "path": "a.txt"}]"#)
        let answer = try await ask("ok.zip")
        return answer.status == 200 && answer.isComplete
    }
}
