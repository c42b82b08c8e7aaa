import TestSupport
import Testing

extension EndToEndTests {
    @Suite struct PortableNameTests {
        private let tree: TemporaryTree

        init() throws {
            tree = try TemporaryTree("portable")
            try HardTree.make(in: tree, at: "hard")
            try tree.compressibleFile("hard/large:one", size: 3 << 20)
        }

        private func request(
            _ variant: ArchiveVariant, _ query: String = "names=portable",
            _ location: KeyValuePairs<String, String> = [:]
        ) -> FastCGIRequest {
            var request = FastCGIRequest(
                "GET", "/archive/hard.\(variant.format)", query: query, root: tree.root, location)
            request["PENSTOCK_COMPRESSION"] = variant.effort
            request["PENSTOCK_HIDDEN"] = "on"
            return request
        }

        @Test(arguments: ArchiveVariant.usual)
        func `fresh processes make the same bytes, and one ends what the other began`(variant: ArchiveVariant)
            async throws
        {
            let first = try await PenstockServer()
            let whole = try await first.client().send(request(variant))
            #expect(whole.status == 200 && whole.isComplete && whole["ETag"] != nil)
            let second = try await PenstockServer()
            for start in [
                1, whole.bodyCount / 3, whole.bodyCount / 2, whole.bodyCount - 30_000, whole.bodyCount - 9,
            ] {
                var rest = request(variant)
                rest["HTTP_RANGE"] = "bytes=\(start)-"
                rest["HTTP_IF_RANGE"] = whole["ETag"]
                let answer = try await second.client().sendAgain(rest)
                #expect(answer.status == 206 && answer.isComplete, "\(start)")
                let isSame =
                    start + answer.bodyCount == whole.bodyCount && whole.body.holds(answer.body, at: start)
                #expect(isSame, "\(start)")
            }
            let again = try await second.client().send(request(variant))
            #expect(again.body == whole.body && again["ETag"] == whole["ETag"])
        }

        @Test func `the location decides, and a client may wish otherwise`() async throws {
            let penstock = try await PenstockServer()
            let client = try penstock.client()
            let variant = ArchiveVariant(.zip, "store")
            let exact = try await client.send(request(variant, ""))
            let wished = try await client.send(request(variant))
            let given = try await client.send(request(variant, "", ["PENSTOCK_NAMES": "portable"]))
            let undone = try await client.send(
                request(variant, "names=exact", ["PENSTOCK_NAMES": "portable"]))
            #expect(wished.body == given.body && wished["ETag"] == given["ETag"])
            #expect(exact.body == undone.body && exact["ETag"] == undone["ETag"])
            #expect(exact["ETag"] != wished["ETag"])
            #expect(try await ArchiveListing.names(wished.body).last == "hard/RENAMED.txt")
            #expect(wished["X-Archive-Skipped"] == exact["X-Archive-Skipped"])
            #expect(try await client.send(request(variant, "names=any")).status == 400)
            #expect(try await client.send(request(variant, "", ["PENSTOCK_NAMES": "any"])).status == 500)
        }

        @Test func `where nothing need change, the archive is the same and has the same validator`()
            async throws
        {
            try tree.file("plain/a.txt", "a")
            let penstock = try await PenstockServer()
            let client = try penstock.client()
            let exact = try await client.send(FastCGIRequest("GET", "/archive/plain.tar.gz", root: tree.root))
            let portable = try await client.send(
                FastCGIRequest("GET", "/archive/plain.tar.gz", query: "names=portable", root: tree.root))
            #expect(exact.status == 200 && portable.status == 200)
            #expect(exact.body == portable.body && exact["ETag"] == portable["ETag"])
        }

        @Test func `a form may wish it, and the download is called so too`() async throws {
            try tree.file("nul/x", "x")
            let penstock = try await PenstockServer()
            let client = try penstock.client()
            let answer = try await client.send(
                .post(
                    "/archive/nul/", Array(#"{"format": "zip", "names": "portable"}"#.utf8),
                    type: "application/json",
                    root: tree.root))
            #expect(try await ArchiveListing.names(answer.body) == ["nul_/", "nul_/x", "nul_/RENAMED.txt"])
            #expect(answer["Content-Disposition"]?.contains("\"nul_.zip\"") == true)
        }
    }
}
