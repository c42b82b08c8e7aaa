import TestSupport
import Testing

/// An application, origins that have what its lists name, two instances of penstock, and nginx in front of them.
///
/// Below `/archive` the first instance compresses what can be compressed, below `/store` nothing. Below `/twin` is the
/// second, which stores.
struct RemoteSite {
    let application: ScriptedApplication
    let origins: [RemoteOrigin]
    /// `root` is PENSTOCK_ROOT.
    let tree: TemporaryTree
    let penstock: PenstockServer
    let twin: PenstockServer
    let nginx: NginxServer
    /// What curl has fetched.
    let downloads: TemporaryTree
    let curl: Curl

    /// - Parameters:
    ///   - sources: Prefixes, besides those of the origins.
    ///   - arguments: Of `penstock serve`, for both instances.
    init(
        origins count: Int = 1, sources: [String] = [], _ parameters: [String: String] = [:],
        serve arguments: [String] = [], configure: (inout PenstockServer.Options) -> Void = { _ in }
    ) async throws {
        var origins: [RemoteOrigin] = []
        for _ in 0..<count { origins.append(try await RemoteOrigin()) }
        try await self.init(
            origins, sources: origins.map(\.prefix) + sources, parameters, serve: arguments,
            configure: configure)
    }

    /// - Parameter sources: All of them.
    init(
        _ origins: [RemoteOrigin], sources: [String], _ parameters: [String: String] = [:],
        serve arguments: [String] = [], configure: (inout PenstockServer.Options) -> Void = { _ in }
    ) async throws {
        self.origins = origins
        application = try await ScriptedApplication()
        tree = try TemporaryTree("remote")
        try tree.file("root/note", "from a disk\n")
        penstock = try await PenstockServer(arguments, configure: configure)
        twin = try await PenstockServer(arguments)
        var shared = ["PENSTOCK_MANIFEST": application.address].merging(parameters) { $1 }
        if !sources.isEmpty { shared["PENSTOCK_SOURCES"] = sources.joined(separator: " ") }
        let storing = shared.merging(["PENSTOCK_COMPRESSION": "store"]) { $1 }
        let root = tree.at("root")
        nginx = try await NginxServer([
            .init(penstock.address, root: root, mount: "/archive", .snippet, shared),
            .init(penstock.address, root: root, mount: "/store", .snippet, storing),
            .init(twin.address, root: root, mount: "/twin", .snippet, storing),
        ])
        downloads = try TemporaryTree("downloads")
        curl = Curl(into: downloads)
    }

    var origin: RemoteOrigin { origins[0] }

    /// Objects of the origins.
    func objects(_ objects: [(name: String, size: Int)]) async throws -> [RemoteObject] {
        try await RemoteObject.make(objects, in: tree.directory("objects"))
    }

    /// Has the application answer with a list of these entries.
    func list(_ name: String, _ entries: [String], head: [String] = []) throws {
        try application.list(
            name, entries.map { $0 + "\n" }.joined(), type: "application/jsonl", head)
    }

    func get(_ path: String, _ arguments: [String] = [], name: BytePath = "body") async throws -> HTTPResponse
    {
        try await curl.get(nginx.url(path), arguments, name: name)
    }

    /// The line of the first instance about a request for `path` that ended so; waits for it.
    func line(_ path: String, outcome prefix: String = "", method: String = "GET") async throws -> LogLine {
        let text = try await penstock.log.line("\(method) \(path) \(prefix)") { text in
            let line = LogLine(text)
            return line["path"] == path && line["method"] == method
                && line["outcome"]?.hasPrefix(prefix) == true
        }
        return LogLine(text)
    }

    /// Downloads with a client that stops at the first bytes, until something has happened.
    ///
    /// - Returns: How curl ended, and the file.
    func fetch(
        _ path: String, to name: BytePath = "held", _ arguments: [String] = [],
        holding action: @escaping @Sendable () async throws -> Void
    ) async throws -> (exit: ProcessExit, body: BytePath) {
        let body = downloads.at(name)
        let fetched = FileAppender(body)
        let process = try await ChildProcess(
            ["curl", "-fsS"] + Curl.limits + arguments + [nginx.url(path)]
        ) { bytes in
            // While this waits curl is held up, and so is everything behind it.
            if try fetched.append(bytes) { try await action() }
            return .more
        }
        return (try await process.exit(), body)
    }

    /// Expects that readers of somebody else unpack exactly the files of a directory.
    static func expect(
        _ archive: HTTPResponse, _ format: ArchiveFormat, toHold expected: BytePath
    ) async throws {
        #expect(archive.exit.isSuccess && archive.status == 200, "\(archive.exit) \(archive.status)")
        for extractor in Extractor.pair(for: format) {
            let unpacked = try TemporaryTree("unpacked", in: .memory)
            let result = try await extractor.extract(archive.body, into: unpacked.root)
            #expect(result.succeeded, "\(result)")
            let comparison = try await Tool("diff").run(["-r", expected.text, unpacked.path])
            #expect(comparison.succeeded, "\(extractor): \(comparison)")
        }
    }
}
