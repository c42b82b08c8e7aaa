import TestSupport
import Testing

/// A tree behind penstock behind an nginx that caches, and curl in front of it.
struct CachedSite {
    let tree: TemporaryTree
    let penstock: PenstockServer
    let nginx: NginxServer
    /// What curl has fetched.
    let downloads: TemporaryTree
    let curl: Curl

    /// The size of a slice in the shipped snippet, in bytes.
    static func sliceSize() throws -> Int {
        let line = try FileSystem.text(ProjectFiles.nginxCacheSnippet).split(separator: "\n")
            .first { $0.hasPrefix("slice ") }
        let words = try #require(line).dropLast().split(separator: " ")
        try #require(words[1].hasSuffix("m"))
        return try #require(Int(words[1].dropLast())) << 20
    }

    /// Serves `tree` below `/archive` with the shipped snippets, as if slices expired after a day, below `/brief` as if slices expired after a
    /// second, and below `/home` to each user the directory of their name.
    init(
        _ tree: TemporaryTree, _ parameters: [String: String] = [:], serve arguments: [String] = []
    ) async throws {
        self.tree = tree
        penstock = try await PenstockServer(arguments)
        let (socket, root) = (penstock.address, tree.root)
        nginx = try await NginxServer([
            // The first value for a status counts. A slow machine takes longer for a test than the shipped minute.
            .init(
                socket, root: root, mount: "/archive", .cached, parameters,
                directives: ["fastcgi_cache_valid 206 1d;"]),
            .init(
                socket, root: root, mount: "/brief", .cached, parameters,
                directives: ["fastcgi_cache_valid 206 1s;"]),
            .init(
                socket, root: root / "$remote_user", mount: "/home", .cached, parameters,
                directives: ["fastcgi_cache_valid 206 1d;"]),
        ])
        downloads = try TemporaryTree("downloads")
        curl = Curl(into: downloads)
    }

    /// A tree whose archives have two slices and the beginning of a third, in every format, and no two alike.
    static func tree() throws -> TemporaryTree {
        let tree = try TemporaryTree()
        let size = try sliceSize()
        var generator = SeededGenerator(seed: 11)
        // No divisor of a slice, so that no slice could stand for another.
        let noise = generator.bytes(1_000_003)
        let digits = noise.map { UInt8(ascii: "0") + $0 % 10 }
        try tree.directory("dir")
        try FileSystem.write(repeating: noise, size: 2 * size, to: tree.at("dir/noise"))
        try FileSystem.write(repeating: digits, size: 6 << 20, to: tree.at("dir/digits"))
        return tree
    }

    /// What `GET /archive/dir.FORMAT` should give.
    func packed(_ format: ArchiveFormat, name: String = "packed") async throws -> BytePath {
        try await PenstockPack.archive(tree.at("dir"), as: format, in: downloads, name: name)
    }

    func get(_ path: String, _ arguments: [String] = [], name: BytePath = "body") async throws -> HTTPResponse
    {
        try await curl.get(nginx.url(path), arguments, name: name)
    }

    /// Whether a response has the bytes of `archive` from `offset` on.
    static func holds(_ response: HTTPResponse, from offset: Int = 0, of archive: BytePath) async throws
        -> Bool
    {
        // Tens of megabytes at a time, which a debug build compares slowly.
        try await Tool("cmp").run([
            "-s", "-i", "0:\(offset)", "-n", String(response.bodySize), response.body.text, archive.text,
        ]).succeeded
    }

    /// The lines of all requests; ends penstock, so that there are no more to come.
    func requestLines() async throws -> [LogLine] {
        #expect(try await penstock.stop())
        return penstock.log.lines.map { LogLine($0) }.filter { $0["method"] != nil }
    }
}
