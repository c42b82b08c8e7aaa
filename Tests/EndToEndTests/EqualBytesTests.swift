import Synchronization
import TestSupport
import Testing

extension EndToEndTests {
    /// Equal trees give equal bytes: in every process, whatever its addresses, its threads, its ISA-L and what it did
    /// before.
    @Suite struct EqualBytesTests {
        private static let isSoak = FileSystem.environment("PENSTOCK_SOAK") == "1"
        /// Fresh processes for each of the cases.
        private static let processCount = isSoak ? 60 : 4
        /// The first archive that was made under each validator, by any process.
        private static let first = Mutex<[String: [UInt8]]>([:])

        struct Case: Sendable, CustomTestStringConvertible {
            let build: ISALBuild
            let threads: Int
            var testDescription: String { "\(build.rawValue) ISA-L, \(threads) threads" }

            static let all = ISALBuild.available.flatMap { build in
                [1, 2, 8].map { Case(build: build, threads: $0) }
            }
        }

        @Test(arguments: Case.all)
        func `a fresh process makes the bytes that others made`(setting: Case) async throws {
            for seed in 0..<Self.processCount {
                let tree = try TemporaryTree("equal", in: .memory)
                try AwkwardTree.make(in: tree, at: "same")
                try AwkwardTree.make(in: tree, at: "noise", seed: 100 + UInt64(seed))
                let penstock = try await PenstockServer(["--compression-threads", String(setting.threads)]) {
                    $0.environment = setting.build.environment
                }
                let maps = try FileSystem.text("/proc/\(String(penstock.process.processID))/maps")
                #expect(maps.contains("/igzip_lib.") == (setting.build == .other))
                let client = try penstock.client()
                var generator = SeededGenerator(seed: UInt64(seed))
                for variant in ArchiveVariant.all.shuffled(using: &generator) {
                    // What knows the archive, what has only begun it, and what has never made it.
                    if seed % 3 == 1 { try await expectSame(variant, client, tree) }
                    if seed % 3 == 2 { try await expectSameEnd(variant, client, tree) }
                    async let noise = client.send(request(variant, "noise", tree), keepingBody: false)
                    async let same: Void = expectSame(variant, client, tree)
                    _ = try await (noise, same)
                    try await expectSameEnd(variant, client, tree)
                }
                #expect(!penstock.log.text.contains("outcome=failed"), "\(penstock.log.text)")
            }
        }

        private func request(_ variant: ArchiveVariant, _ name: BytePath, _ tree: TemporaryTree)
            -> FastCGIRequest
        {
            FastCGIRequest(
                "GET", "/archive/\(name).\(variant.format)", root: tree.root,
                ["PENSTOCK_COMPRESSION": variant.effort])
        }

        private func expectSame(_ variant: ArchiveVariant, _ client: FastCGIClient, _ tree: TemporaryTree)
            async throws
        {
            let answer = try await client.send(request(variant, "same", tree))
            #expect(answer.status == 200 && answer.isComplete, "\(variant)")
            let tag = try #require(answer["ETag"])
            let first = Self.first.withLock { first in
                if first[tag] == nil { first[tag] = answer.body }
                return first[tag] ?? []
            }
            let isSame = first.count == answer.body.count && first.holds(answer.body, at: 0)
            #expect(isSame, "\(variant)")
        }

        /// What another process began, this one ends.
        private func expectSameEnd(_ variant: ArchiveVariant, _ client: FastCGIClient, _ tree: TemporaryTree)
            async throws
        {
            var request = request(variant, "same", tree)
            request["REQUEST_METHOD"] = "HEAD"
            let tag = try #require(try await client.send(request)["ETag"])
            let first = try #require(Self.first.withLock { $0[tag] })
            let start = first.count / 3
            request["REQUEST_METHOD"] = "GET"
            request["HTTP_RANGE"] = "bytes=\(start)-"
            request["HTTP_IF_RANGE"] = tag
            let answer = try await client.send(request)
            #expect(answer.status == 206 && answer.isComplete, "\(variant)")
            let isSame = start + answer.body.count == first.count && first.holds(answer.body, at: start)
            #expect(isSame, "\(variant)")
        }
    }
}
