import TestSupport
import Testing

extension EndToEndTests {
    @Suite struct ErrorBodyTests {
        private static func answer(accepting type: String?, _ path: BytePath = "/archive/none.zip")
            async throws -> FastCGIResponse
        {
            let tree = try TemporaryTree()
            let penstock = try await PenstockServer()
            var request = FastCGIRequest("GET", path, root: tree.root)
            request["HTTP_ACCEPT"] = type
            let answer = try await penstock.client().send(request)
            #expect(!answer.text.contains(tree.path))
            #expect(answer["Content-Length"] == String(answer.bodyCount))
            #expect(answer["Cache-Control"] == "no-store")
            #expect(answer["X-Content-Type-Options"] == "nosniff")
            #expect(answer["X-Robots-Tag"] == "noindex, nofollow")
            return answer
        }

        @Test(arguments: [
            "application/json", "application/problem+json", "application/json, text/plain;q=0.5",
        ])
        func `a program gets problem details`(type: String) async throws {
            let answer = try await Self.answer(accepting: type)
            #expect(answer.status == 404)
            #expect(answer["Content-Type"] == "application/problem+json")
            let script =
                "import json, sys\nproblem = json.loads(sys.argv[1])\nprint(problem['status'], bool(problem['title']))"
            #expect(try await Tool.python(script, [answer.text]).lines == ["404 True"])
        }

        @Test func `a browser gets a page`() async throws {
            let type = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
            let answer = try await Self.answer(accepting: type, "/archive/<script>alert(1)</script>.zip")
            #expect(answer["Content-Type"]?.hasPrefix("text/html") == true)
            #expect(answer.text.lowercased().contains("<!doctype html>"))
            #expect(!answer.text.contains("<script>"))
        }

        @Test(arguments: [nil, "*/*", "text/plain", "image/png", ";;,=,\"", "application/json;q=0"])
        func `anybody else gets one line of text`(type: String?) async throws {
            let answer = try await Self.answer(accepting: type)
            #expect(answer["Content-Type"]?.hasPrefix("text/plain") == true)
            #expect(
                answer.text.split(separator: "\n", omittingEmptySubsequences: false).count <= 2
                    && answer.bodyCount > 3)
        }

        @Test func `HEAD of an error has no body`() async throws {
            let tree = try TemporaryTree()
            let penstock = try await PenstockServer()
            let answer = try await penstock.client().send(
                FastCGIRequest("HEAD", "/archive/none.zip", root: tree.root))
            #expect(answer.status == 404 && answer.bodyCount == 0 && answer.isComplete)
        }

        @Test func `errors pass nginx as they are`() async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/file", "x")
            let site = try await Site(tree)
            for (path, arguments, status) in [
                ("/archive/none.zip", [], 404), ("/archive/dir.zip?select=%zz", [], 400),
                ("/archive/dir.zip", ["-X", "PUT"], 405),
                ("/archive/dir/", ["-H", "Content-Type: text/plain", "--data", "x"], 400),
                ("/archive/dir.zip?x=" + String(repeating: "x", count: 8300), [], 414),
            ] as [(String, [String], Int)] {
                let response = try await site.get(path, arguments + ["-H", "Accept: application/json"])
                #expect(response.exit.isSuccess && response.status == status, "\(path.prefix(50))")
            }
            #expect(try await site.get("/archive/dir.zip").status == 200)
        }
    }
}
