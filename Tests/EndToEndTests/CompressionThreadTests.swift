import TestSupport
import Testing

extension EndToEndTests {
    @Suite struct CompressionThreadTests {
        /// Files of many blocks, of less than one, of none, and such as do not shrink.
        private static func tree() throws -> TemporaryTree {
            let tree = try TemporaryTree()
            var generator = SeededGenerator(seed: 8)
            try tree.compressibleFile("dir/a-text", size: 3_000_000)
            try tree.file("dir/b-random", generator.bytes(900_000))
            for number in 0..<60 {
                try tree.compressibleFile(BytePath("dir/c/\(number)"), size: number * 1777)
                try tree.file(BytePath("dir/d/\(number)"), generator.bytes(number * 333))
            }
            return tree
        }

        @Test(arguments: [ArchiveFormat.zip, .tarGzip], ["auto", "fast", "default", "best"])
        func `however many threads compress, the bytes are the same`(
            format: ArchiveFormat, effort: String
        ) async throws {
            let tree = try Self.tree()
            var archives: [[UInt8]] = []
            for threads in [1, 2, 8] {
                let archive = try await PenstockPack.archive(
                    tree.at("dir"), as: format, in: tree,
                    ["--compression", effort, "--compression-threads", String(threads)],
                    name: "packed-\(threads)")
                archives.append(try FileSystem.read(archive))
                for tester in ArchiveTester.all(for: format) {
                    #expect(try await tester.test(archive).succeeded, "\(tester)")
                }
            }
            let areSame = archives.allSatisfy { $0 == archives[0] }
            #expect(areSame)
        }

        @Test func `the responder's tags and bytes do not tell how many threads it has`() async throws {
            let tree = try Self.tree()
            var tags: [String?] = []
            var bodies: [[UInt8]] = []
            for threads in ["1", "8"] {
                let penstock = try await PenstockServer(["--compression-threads", threads])
                let answer = try await penstock.client().send(
                    FastCGIRequest("GET", "/archive/dir.tar.gz", root: tree.root))
                tags.append(answer["ETag"])
                bodies.append(answer.body)
            }
            #expect(tags[0] != nil && tags[0] == tags[1])
            let areSame = bodies[0] == bodies[1]
            #expect(areSame)
        }

        @Test(arguments: [
            ["--compression-threads", "0"], ["--compression-threads", "many"], ["--cache-size", "0"],
            ["--cache-dir", "relative"],
        ])
        func `a bad value is a usage error`(arguments: [String]) async throws {
            let result = try await Tool(PenstockBinary.path).run(
                ["serve", "--listen", "unix:/nowhere/socket"] + arguments, seconds: 10)
            #expect(result.status == .exited(64), "\(result)")
        }
    }
}
