import TestSupport
import Testing

extension EndToEndTests {
    /// A range of an archive has the same bytes as the whole has there.
    @Suite struct RangeTests {
        private let trees: TwinTrees

        init() async throws { trees = try await TwinTrees.shared() }

        private func request(_ variant: ArchiveVariant, range: String? = nil) -> FastCGIRequest {
            var request = FastCGIRequest(
                "GET", "/archive/\(trees.name).\(variant.format)", root: trees.roots[0],
                ["PENSTOCK_COMPRESSION": variant.effort])
            request.keepsConnection = true
            request["HTTP_RANGE"] = range
            return request
        }

        @Test(arguments: ArchiveVariant.all)
        func `five hundred ranges are parts of the whole`(variant: ArchiveVariant) async throws {
            let penstock = try await PenstockServer()
            let connection = try await penstock.client().open(request(variant))
            let whole = try await connection.receive()
            try #require(whole.status == 200 && whole.isComplete)
            var complaints: [String] = []
            for range in RangeRequest.several(500, of: whole.bodyCount, seed: 1) {
                try await connection.send(request(variant, range: range.header))
                let answer = try await connection.receive()
                if let complaint = range.complaint(about: answer, whole: whole.body) {
                    complaints.append(complaint)
                }
                if answer["ETag"] != whole["ETag"] { complaints.append("\(range): another ETag") }
            }
            #expect(complaints.prefix(9) == [])
        }

        @Test(arguments: ArchiveVariant.all)
        func `nginx passes ranges on`(variant: ArchiveVariant) async throws {
            let site = try await Site(trees.tree, below: "one")
            let mount = Site.efforts.contains(variant.effort) ? variant.effort : "archive"
            let query = variant.effort == "store" ? "?compression=store" : ""
            let path = "/\(mount)/\(trees.name).\(variant.format)\(query)"
            let whole = try await site.get(path)
            try #require(whole.exit.isSuccess && whole.status == 200)
            let bytes = try whole.bytes()
            let ranges = RangeRequest.several(20, of: bytes.count, seed: 2)
            let answers = try await site.curl.get(site.nginx.url(path), ranges)
            for (range, answer) in zip(ranges, answers) {
                #expect(answer.exit.isSuccess)
                #expect(try range.complaint(about: answer, whole: bytes) == nil)
            }
        }

        @Test(arguments: ArchiveVariant.all)
        func `what nobody has downloaded yet has ranges, for several clients at once`(variant: ArchiveVariant)
            async throws
        {
            let scratch = try TemporaryTree("scratch")
            let packed = try await PenstockPack.archive(
                trees.roots[0] / trees.name, as: variant.format, in: scratch,
                ["--compression", variant.effort])
            let whole = try FileSystem.read(packed)
            let penstock = try await PenstockServer()
            let client = try penstock.client()
            let complaints = try await withThrowingTaskGroup(of: String?.self) { group in
                for range in RangeRequest.several(16, of: whole.count, seed: 3) {
                    group.addTask {
                        let answer = try await client.sendAgain(request(variant, range: range.header))
                        // Without an index nothing from the first byte on is a range.
                        if range.header.hasPrefix("bytes=0-"), answer.status == 200 {
                            return answer.isComplete && answer.body == whole ? nil : "\(range): another 200"
                        }
                        return range.complaint(about: answer, whole: whole)
                    }
                }
                return try await group.reduce(into: [String]()) {
                    if let complaint = $1 { $0.append(complaint) }
                }
            }
            #expect(complaints == [])
        }

        @Test(arguments: ArchiveVariant.usual, ["bytes=0-", "bytes=0-0", "bytes=0-1023"])
        func `what begins with the first byte is a range only where there is a length`(
            variant: ArchiveVariant, header: String
        ) async throws {
            let penstock = try await PenstockServer()
            let client = try penstock.client()
            for expected in variant.hasLengthAtOnce ? [206, 206] : [200, 206] {
                let answer = try await client.send(request(variant, range: header))
                #expect(answer.status == expected && answer.isComplete)
                #expect(answer["Accept-Ranges"] == (expected == 206 ? "bytes" : "none"))
                #expect((answer.contentLength == answer.bodyCount) == (expected == 206))
            }
        }
    }
}
