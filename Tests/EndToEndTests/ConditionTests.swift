import TestSupport
import Testing

extension EndToEndTests {
    /// Conditional requests (RFC 9110 §13).
    @Suite struct ConditionTests {
        private func site() async throws -> (tree: TemporaryTree, penstock: PenstockServer) {
            let tree = try TemporaryTree("conditions")
            try tree.file("dir/file", [UInt8](repeating: 7, count: 10_000), modified: FileTime(1_000_000_000))
            try tree.directory("dir", modified: FileTime(999_999_999))
            return (tree, try await PenstockServer())
        }

        private func request(_ method: String, _ path: BytePath, _ tree: TemporaryTree) -> FastCGIRequest {
            if method != "POST" { return FastCGIRequest(method, path, root: tree.root) }
            return .post(
                path, Array("name=dir".utf8), type: "application/x-www-form-urlencoded", root: tree.root)
        }

        @Test(arguments: ["tar", "zip"])
        func `every condition has its status`(format: String) async throws {
            let (tree, penstock) = try await site()
            let client = try penstock.client()
            let path = BytePath("/archive/dir.\(format)")
            let plain = try await client.send(request("GET", path, tree))
            let tag = String(try #require(plain["ETag"]).dropFirst().dropLast())
            for row in ConditionRow.all {
                let answer = try await client.send(row.request(tag, request(row.method, path, tree)))
                let comment = Comment(rawValue: row.testDescription)
                #expect(answer.status == row.status, comment)
                #expect(
                    answer.isComplete && (answer.status == 416 || answer["ETag"] == plain["ETag"]), comment)
                switch answer.status {
                case 200 where row.method == "HEAD", 304: #expect(answer.bodyCount == 0, comment)
                case 200: #expect(answer.body == plain.body, comment)
                case 206: #expect(answer.body == Array(plain.body.prefix(10)), comment)
                default: #expect(answer["Cache-Control"] == "no-store", comment)
                }
            }
        }

        @Test func `what there is not has no conditions`() async throws {
            let (tree, penstock) = try await site()
            for (name, value) in [
                ("IF_MATCH", "*"), ("IF_MATCH", "\"other\""), ("IF_NONE_MATCH", "*"),
                ("IF_MODIFIED_SINCE", ConditionRow.after), ("IF_UNMODIFIED_SINCE", ConditionRow.before),
                ("RANGE", "bytes=0-9"),
            ] {
                var request = request("GET", "/archive/nothing.zip", tree)
                request["HTTP_\(name)"] = value
                #expect(try await penstock.client().send(request).status == 404, "\(name): \(value)")
            }
        }

        @Test func `a 304 has the headers that a cache wants, and none of a body`() async throws {
            let (tree, penstock) = try await site()
            var request = request("GET", "/archive/dir.tar", tree)
            let whole = try await penstock.client().send(request)
            request["HTTP_IF_NONE_MATCH"] = whole["ETag"]
            let answer = try await penstock.client().send(request)
            #expect(answer.status == 304 && answer.isComplete && answer.bodyCount == 0)
            for name in ["ETag", "Cache-Control"] {
                #expect(answer[name] == whole[name] && answer[name] != nil)
            }
            for name in ["Content-Range", "Content-Type"] { #expect(answer.values(name) == []) }
        }

        @Test func `a newest time in the future is no validator`() async throws {
            let tree = try TemporaryTree("conditions")
            try tree.file("dir/file", "x", modified: FileTime(7_000_000_000))
            let penstock = try await PenstockServer()
            for name in ["IF_MODIFIED_SINCE", "IF_UNMODIFIED_SINCE"] {
                var request = request("GET", "/archive/dir.tar", tree)
                request["HTTP_\(name)"] = ConditionRow.after
                let answer = try await penstock.client().send(request)
                #expect(answer.status == 200 && answer["Last-Modified"] == nil, "\(name)")
            }
        }
    }
}
