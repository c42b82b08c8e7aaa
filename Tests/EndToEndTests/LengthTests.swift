import TestSupport
import Testing

extension EndToEndTests {
    @Suite struct LengthTests {
        /// What a request asks for, and the effort of its location.
        private struct Kind: CustomStringConvertible {
            let suffix: String
            let query: String
            var effort = "auto"

            var knowsLength: Bool { suffix == "tar" || query == "compression=store" }

            var description: String { "\(suffix)?\(query) at \(effort)" }

            /// Below the mount of the effort.
            func url(of top: BytePath, _ mount: String = "/archive") -> String {
                "\(effort == "auto" ? mount : "/" + effort)/\(top).\(suffix)?\(query)"
            }
        }

        private static let kinds = [
            Kind(suffix: "zip", query: "compression=store"), Kind(suffix: "zip", query: ""),
            Kind(suffix: "tar", query: ""), Kind(suffix: "tar.gz", query: "compression=store"),
        ]
        /// What is tried with one tree after the other.
        private static let furtherKinds = (["auto"] + Site.efforts).flatMap { effort in
            ["tar.gz", "zip"].map { Kind(suffix: $0, query: "", effort: effort) }
        }

        private static func kinds(_ seed: UInt64) -> [Kind] {
            kinds + [furtherKinds[Int(seed) % furtherKinds.count]]
        }

        @Test
        func `the promised length arrives and the same tree gives the same bytes, for a thousand trees`()
            async throws
        {
            let penstock = try await PenstockServer()
            let client = try penstock.client()
            for seed in 0..<1000 as Range<UInt64> {
                let tree = try TemporaryTree("random", in: .memory)
                try RandomTree.make(in: tree, at: "top", seed: seed)
                for kind in Self.kinds(seed) {
                    let request = FastCGIRequest(
                        "GET", "/archive/top.\(kind.suffix)", query: kind.query, root: tree.root,
                        ["PENSTOCK_COMPRESSION": kind.effort])
                    let first = try await client.send(request)
                    let second = try await client.send(request)
                    try #require(
                        first.status == 200 && first.isComplete,
                        "seed \(seed), \(kind): \(first.text.prefix(200))")
                    if kind.knowsLength {
                        try #require(first.contentLength != nil, "seed \(seed), \(kind)")
                    }
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
                for kind in Self.kinds(seed) {
                    let first = try await site.get(kind.url(of: top), name: "first")
                    let second = try await site.get(kind.url(of: top, "/plain"), name: "second")
                    #expect(first.exit.isSuccess && first.status == 200, "seed \(seed), \(kind)")
                    if let length = first.contentLength {
                        #expect(length == first.bodySize, "seed \(seed), \(kind)")
                    }
                    #expect(try FileSystem.sameContents(first.body, second.body), "seed \(seed), \(kind)")
                    #expect(first["ETag"] == second["ETag"], "seed \(seed), \(kind)")
                }
            }
        }

        @Test(arguments: [ArchiveFormat.zip, .tarGzip], ["store", "auto", "fast", "default", "best"])
        func `however many threads compress, the bytes and the entity tag are the same`(
            format: ArchiveFormat, effort: String
        ) async throws {
            let corpus = try await Corpus.small()
            let request = FastCGIRequest(
                "GET", "/archive/corpus.\(format)", root: corpus.tree.root,
                ["PENSTOCK_COMPRESSION": effort])
            let answers = try await [1, 2, 8].asyncMap { count in
                let penstock = try await PenstockServer(["--compression-threads", "\(count)"])
                return try await penstock.client().send(request)
            }
            for answer in answers {
                #expect(answer.isComplete && answer.bodyCount > 1_000_000)
                #expect(answer["ETag"] != nil && answer["ETag"] == answers[0]["ETag"])
                let isSame = answer.body == answers[0].body
                #expect(isSame)
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
