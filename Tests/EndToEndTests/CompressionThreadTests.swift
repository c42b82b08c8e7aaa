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
    }
}
