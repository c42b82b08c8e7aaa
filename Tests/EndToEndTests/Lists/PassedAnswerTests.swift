import TestSupport
import Testing

extension ApplicationListTests {
    /// What is no list arrives as the application has sent it.
    @Suite struct PassedAnswerTests {
        private static let servers: [FrontServer] = [
            .nginx, .proxy, .fcgid, .cgid, .lighttpd, .lighttpdCGI,
        ]

        private struct Row: Sendable {
            let name: String
            let status: Int
            /// Fields that a client must get as they are.
            let fields: [String]
            /// Further lines of the head.
            var framing: [String] = []
            let body: String
            /// The body as the application sends it.
            var sent: String { framing == chunked ? "3\r\n\(body.prefix(3))\r\n\(rest)0\r\n\r\n" : body }

            private var rest: String {
                let rest = body.dropFirst(3)
                return "\(String(rest.utf8.count, radix: 16));x=y\r\n\(rest)\r\n"
            }

            private var chunked: [String] { ["Transfer-Encoding: chunked"] }
        }

        private static let list = #"{"files": [{"name": "a", "path": "a.txt"}]}"#

        private static let rows = [
            Row(
                name: "login", status: 302,
                fields: [
                    "Location: /login?next=%2Farchive%2Fx.zip", "Set-Cookie: a=1; Path=/",
                    "Set-Cookie: b=2; HttpOnly",
                ], body: "elsewhere"),
            Row(
                name: "unauthorized", status: 401, fields: ["WWW-Authenticate: Basic realm=\"x\""],
                body: "<p>who?</p>"),
            Row(name: "forbidden", status: 403, fields: ["Content-Type: text/html"], body: "<p>no</p>"),
            Row(
                name: "missing", status: 404,
                fields: ["X-Archive-Files: zip", "Content-Type: application/json"], body: list),
            Row(name: "failure", status: 500, fields: ["Content-Type: text/plain"], body: "oops\n"),
            Row(
                name: "upload", status: 200, fields: ["Content-Type: application/json", "ETag: \"mine\""],
                body: list),
            Row(
                name: "chunked", status: 200, fields: ["Content-Type: application/json"],
                framing: ["Transfer-Encoding: chunked"], body: list),
            Row(
                name: "boundless", status: 200, fields: ["Content-Type: text/plain"],
                framing: ["Connection: close, X-Hop", "X-Hop: 1"], body: "until the end"),
            Row(
                name: "odd", status: 200,
                fields: ["X-Odd: gr\u{FC}n \u{E9}\u{FF}", "Cache-Control: max-age=7"],
                body: "\u{0}\u{1}"),
        ]

        /// Every character of a head is one byte.
        private static func answer(_ row: Row, of application: ScriptedApplication) throws {
            let framing = row.framing.isEmpty ? ["Content-Length: \(row.sent.utf8.count)"] : row.framing
            let head = ["HTTP/1.1 \(row.status) Whatever"] + row.fields + framing
            try application.answer(
                row.name + ".zip",
                raw: latin1((head + ["", ""]).joined(separator: "\r\n")) + Array(row.sent.utf8))
        }

        private static func latin1(_ text: String) -> [UInt8] {
            text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
        }

        private static func head(of response: HTTPResponse) throws -> [UInt8] {
            try FileSystem.read(BytePath(response.body.bytes + Array(".head".utf8)))
        }

        @Test(arguments: servers)
        func `an answer that is no list arrives as it was sent`(server: FrontServer) async throws {
            let application = try await ScriptedApplication()
            let tree = try TemporaryTree()
            try ListSite.fill(tree)
            let site = try await FrontSite(
                server, tree.at("root"), ["PENSTOCK_MANIFEST": application.address])
            for row in Self.rows {
                let name = row.name
                try Self.answer(row, of: application)
                for method in ["GET", "HEAD"] {
                    let response = try await site.get("/archive/\(name).zip", method == "HEAD" ? ["-I"] : [])
                    let what = "\(method) \(name)"
                    #expect(response.exit.isSuccess, "\(what)")
                    #expect(response.status == row.status, "\(what)")
                    let head = try Self.head(of: response)
                    for field in row.fields {
                        #expect(head.firstRange(of: Self.latin1(field)) != nil, "\(what): \(field)")
                    }
                    #expect(head.firstRange(of: Array("X-Hop".utf8)) == nil, "\(what)")
                    #expect(head.firstRange(of: Array("X-Archive-Entries".utf8)) == nil, "\(what)")
                    let body = method == "HEAD" ? [] : Array(row.body.utf8)
                    if method == "GET" { #expect(try response.bytes() == body, "\(what)") }
                }
            }
            try application.answer("empty.zip", ["HTTP/1.1 204 No Content", "X-Empty: yes"])
            let empty = try await site.get("/archive/empty.zip")
            #expect(empty.status == 204 && empty["X-Empty"] == "yes" && empty.bodySize == 0)
            _ = try await site.requestLine(["path": "/archive/login.zip", "outcome": "passed:302"])
        }

        @Test(arguments: servers)
        func `an answer that breaks off breaks off`(server: FrontServer) async throws {
            let application = try await ScriptedApplication()
            let tree = try TemporaryTree()
            try ListSite.fill(tree)
            let site = try await FrontSite(
                server, tree.at("root"), ["PENSTOCK_MANIFEST": application.address])
            // Apache corrects the length of an answer that it has all of before it sends any of that.
            try application.answer(
                "short.zip", ["HTTP/1.1 200 OK", "Content-Length: 1000000"],
                [UInt8](repeating: 1, count: 400_000))
            let response = try await site.get("/archive/short.zip")
            #expect(!response.exit.isSuccess)
            let line = try await site.requestLine(["path": "/archive/short.zip"])
            #expect(line.outcome.hasPrefix("failed:application"), "\(line)")
        }

        @Test func `an answer without a length breaks off as well`() async throws {
            let site = try await ListSite()
            try site.application.answer(
                "short.zip", ["HTTP/1.1 200 OK", "Transfer-Encoding: chunked"], Array("5\r\nchunk\r\n".utf8))
            let answer = try await site.ask("short.zip")
            #expect(answer.status == 200 && answer.text == "chunk" && !answer.isComplete)
        }

        /// What lies between is two sockets, a buffer of penstock's and some of libcurl's.
        @Test func `the application waits for a slow client`() async throws {
            let site = try await ListSite()
            let connection = try await site.penstock.client().open(site.request("large"))
            _ = try await connection.receive(upTo: 1 << 20, keepingBody: false)
            let tree = ProcessTree(of: site.penstock.process.processID)
            let sent = try await eventually("a standstill") { () -> Int? in
                let first = try await sentBytes(site)
                guard try tree.isWaiting(), try await sentBytes(site) == first else { return nil }
                return first
            }
            #expect(sent < 6 << 20)
            #expect(try site.penstock.usage().residentBytes < 128 << 20)
            let answer = try await connection.receive(keepingBody: false)
            #expect(answer.isComplete && answer.bodyCount == 64 << 20)
        }

        private func sentBytes(_ site: ListSite) async throws -> Int {
            try #require(Int(try await site.ask("sent").text))
        }

        @Test func `HEAD does not wait for the body`() async throws {
            let site = try await ListSite()
            let answer = try await site.ask("silent-body", "HEAD")
            #expect(answer.status == 200 && answer.isComplete && answer.bodyCount == 0)
            #expect(answer.contentLength == 1000)
            try await site.application.happened("closed silent-body")
        }
    }
}
