import Glibc
import TestSupport
import Testing

extension EndToEndTests {
    /// A download that was cut goes on where it was cut.
    @Suite struct ResumeTests {
        private let trees: TwinTrees
        private let scratch: TemporaryTree

        init() async throws {
            trees = try await TwinTrees.shared()
            scratch = try TemporaryTree("scratch")
        }

        private func request(_ variant: ArchiveVariant, range: String? = nil, method: String = "GET")
            -> FastCGIRequest
        {
            var request = FastCGIRequest(
                method, "/archive/\(trees.name).\(variant.format)", root: trees.roots[0],
                ["PENSTOCK_COMPRESSION": variant.effort])
            request["HTTP_RANGE"] = range
            return request
        }

        @Test(arguments: ArchiveVariant.usual)
        func `two hosts take turns in a download that is cut fifty times`(variant: ArchiveVariant)
            async throws
        {
            let whole = try await trees.packed(variant, in: scratch)
            let size = try FileSystem.size(whole)
            let roots = trees.roots
            let hosts = try await roots.asyncMap { try await PenstockServer(["--root", $0.text]) }
            var location = NginxServer.Location(
                hosts[0].address, root: nil, mount: "/archive", .snippet,
                ["PENSTOCK_COMPRESSION": variant.effort])
            location.others = [hosts[1].address]
            let nginx = try await NginxServer([location])
            let url = nginx.url("/archive/\(trees.name).\(variant.format)")
            let tag = try #require(try await Curl(into: scratch).get(url, ["-I"])["ETag"])
            var generator = SeededGenerator(seed: 50)
            let cuts = Set((0..<50).map { _ in 1 + generator.below(size - 1) }).sorted()
            let file = scratch.at("resumed")
            for end in cuts + [size] {
                try await Curl.fetch(url, behind: file, upTo: end, ["-H", "If-Range: \(tag)"])
            }
            #expect(try FileSystem.sameContents(file, whole))
            for host in hosts {
                try await eventually("twenty parts") {
                    host.log.lines.filter { LogLine($0)["status"] == "206" }.count >= 20 ? true : nil
                }
            }
        }

        @Test(arguments: ArchiveVariant.usual, [true, false])
        func `a download goes on after a restart of the responder`(variant: ArchiveVariant, isKilled: Bool)
            async throws
        {
            let whole = try FileSystem.read(try await trees.packed(variant, in: scratch))
            let arguments = ["--cache-dir", scratch.at("cache").text]
            let first = try await PenstockServer(arguments)
            let connection = try await first.client().open(request(variant))
            let begun = try await connection.receive(upTo: isKilled ? whole.count / 3 : .max)
            #expect(whole.holds(begun.body, at: 0))
            if isKilled { first.process.send(SIGKILL) } else { #expect(try await first.stop()) }
            _ = try await first.process.exit()
            let penstock = try await PenstockServer(arguments)
            let client = try penstock.client()
            let middle = min(begun.bodyCount, whole.count / 2)
            let rest = RangeRequest("bytes=\(middle)-", middle..<whole.count)
            for range in [rest] + RangeRequest.several(25, of: whole.count, seed: 4) {
                var request = request(variant, range: range.header)
                request["HTTP_IF_RANGE"] = begun["ETag"]
                #expect(range.complaint(about: try await client.sendAgain(request), whole: whole) == nil)
            }
        }

        @Test(arguments: [ArchiveFormat.zip, .tarGzip])
        func `with a cache directory lengths survive a restart`(format: ArchiveFormat) async throws {
            let variant = ArchiveVariant(format, "auto")
            let arguments = ["--cache-dir", scratch.at("cache").text]
            let first = try await PenstockServer(arguments)
            let whole = try await first.client().send(request(variant), keepingBody: false)
            #expect(whole.isComplete && whole.contentLength == nil)
            #expect(try await first.stop())
            let second = try await PenstockServer(arguments)
            try await expectLength(whole.bodyCount) {
                let answer = try await second.client().send(request(variant, method: "HEAD"))
                return (answer.contentLength, answer["Accept-Ranges"])
            }
        }

        @Test(arguments: ArchiveVariant.all.filter { !$0.hasLengthAtOnce })
        func `the length of what was cut becomes known`(variant: ArchiveVariant) async throws {
            let whole = try await trees.packed(variant, in: scratch)
            let penstock = try await PenstockServer()
            let client = try penstock.client()
            #expect(try await client.send(request(variant, method: "HEAD")).contentLength == nil)
            try await cut(client, request(variant))
            try await expectLength(try FileSystem.size(whole)) {
                let answer = try await client.send(request(variant, method: "HEAD"))
                #expect(answer.status == 200 && answer.bodyCount == 0)
                return (answer.contentLength, answer["Accept-Ranges"])
            }
        }

        @Test(arguments: [ArchiveFormat.zip, .tarGzip])
        func `the length of what was cut behind nginx becomes known`(format: ArchiveFormat) async throws {
            let whole = try await trees.packed(ArchiveVariant(format, "auto"), in: scratch)
            let site = try await Site(trees.tree, below: "one")
            let path = "/archive/\(trees.name).\(format)"
            try await Curl.fetch(site.nginx.url(path), behind: scratch.at("cut"), upTo: 100_000)
            try await expectLength(try FileSystem.size(whole)) {
                let answer = try await site.get(path, ["-I"])
                return (answer.contentLength, answer["Accept-Ranges"])
            }
        }

        /// Leaves after the first bytes of an answer.
        private func cut(_ client: FastCGIClient, _ request: FastCGIRequest) async throws {
            let begun = try await client.open(request).receive(upTo: 1)
            #expect(begun.status == 200 && begun.contentLength == nil && begun["Accept-Ranges"] == "none")
        }

        /// Asks until there is a length.
        private func expectLength(
            _ expected: Int, ask: () async throws -> (length: Int?, ranges: String?)
        ) async throws {
            let (length, ranges) = try await eventually("a length") {
                let answer = try await ask()
                return answer.length == nil ? nil : answer
            }
            #expect(length == expected && ranges == "bytes")
        }
    }
}
