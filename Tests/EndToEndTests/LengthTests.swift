import TestSupport
import Testing

extension EndToEndTests {
    @Suite struct LengthTests {
        private static let kinds = ["zip?compression=store", "zip", "tar", "tar.gz?compression=store"]

        @Test
        func `the promised length arrives and the same tree gives the same bytes, for a thousand trees`()
            async throws
        {
            let penstock = try await PenstockServer()
            let client = try penstock.client()
            for seed in 0..<1000 as Range<UInt64> {
                let tree = try TemporaryTree("random", in: .memory)
                try RandomTree.make(in: tree, at: "top", seed: seed)
                for kind in Self.kinds {
                    let parts = kind.split(separator: "?").map(String.init) + [""]
                    let request = FastCGIRequest(
                        "GET", "/archive/top.\(parts[0])", query: parts[1], root: tree.root)
                    let first = try await client.send(request)
                    let second = try await client.send(request)
                    try #require(
                        first.status == 200 && first.isComplete,
                        "seed \(seed), \(kind): \(first.text.prefix(200))")
                    if kind != "zip" { try #require(first.contentLength != nil, "seed \(seed), \(kind)") }
                    if let length = first.contentLength {
                        #expect(length == first.bodyCount, "seed \(seed), \(kind)")
                    }
                    #expect(first.body == second.body, "seed \(seed), \(kind)")
                    #expect(first["ETag"] != nil && first["ETag"] == second["ETag"], "seed \(seed), \(kind)")
                }
            }
        }

        @Test func `the promised length arrives through nginx`() async throws {
            let tree = try TemporaryTree("random", in: .memory)
            let site = try await Site(tree)
            for seed in 5000..<5050 as Range<UInt64> {
                let top = BytePath("top\(seed)")
                try RandomTree.make(in: tree, at: top, seed: seed)
                for kind in Self.kinds {
                    let first = try await site.get("/archive/\(top).\(kind)", name: "first")
                    let second = try await site.get("/plain/\(top).\(kind)", name: "second")
                    #expect(first.exit.isSuccess && first.status == 200, "seed \(seed), \(kind)")
                    if let length = first.contentLength {
                        #expect(length == first.bodySize, "seed \(seed), \(kind)")
                    }
                    #expect(try FileSystem.sameContents(first.body, second.body), "seed \(seed), \(kind)")
                    #expect(first["ETag"] == second["ETag"], "seed \(seed), \(kind)")
                }
            }
        }

        @Test func `a change of any file changes the entity tag`() async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/file", "one", modified: FileTime(1_000_000_000))
            let penstock = try await PenstockServer()
            var tags: Set<String> = []
            func take(_ path: BytePath = "/archive/dir.zip", _ query: String = "") async throws {
                let request = FastCGIRequest("HEAD", path, query: query, root: tree.root)
                tags.insert(try #require(try await penstock.client().send(request)["ETag"]))
            }
            try await take()
            try await take()
            #expect(tags.count == 1)
            try await take("/archive/dir.tar")
            try await take("/archive/dir.zip", "compression=store")
            try tree.file("dir/file", "two", modified: FileTime(1_000_000_000, nanoseconds: 1))
            try await take()
            try FileSystem.setMode(0o600, of: tree.at("dir/file"))
            try await take()
            try tree.file("dir/file", "four", mode: 0o600, modified: FileTime(1_000_000_000, nanoseconds: 1))
            try await take()
            try FileSystem.rename(tree.at("dir/file"), to: tree.at("dir/elif"))
            try await take()
            #expect(tags.count == 7)
        }
    }
}
