import TestSupport
import Testing

extension EndToEndTests {
    @Suite struct StatusPageTests {
        /// Takes nothing of a large archive until it is told to.
        private func stalled(_ site: StatusSite, _ path: BytePath, query: String = "") async throws
            -> FastCGIConnection
        {
            let connection = try await site.client.open(
                FastCGIRequest("GET", path, query: query, root: site.tree.root))
            _ = try await connection.receive(upTo: 1)
            return connection
        }

        @Test func `a client that takes nothing is shown as blocked, and its bytes as far as they are sent`()
            async throws
        {
            let tree = try TemporaryTree()
            try tree.sparseFile("dir/file", size: 64 << 20)
            let site = try await StatusSite(tree)
            let connection = try await stalled(site, "/archive/dir.tar", query: "sig=s3cret&names=exact")
            let blocked = try await eventually("a stream that is blocked") {
                try await site.running().flatMap { $0["state"] == "blocked" ? $0 : nil }
            }
            #expect(blocked["path"] == "/archive/dir.tar?names=exact" && blocked["format"] == "tar")
            #expect(blocked["client"] == "192.0.2.1" && blocked["method"] == "GET")
            let sent = try #require(blocked["sent"].flatMap { Int($0) })
            #expect(try await site.number("active streams") == 1)
            let answer = try await connection.receive(keepingBody: false)
            #expect(answer.isComplete && blocked["total"] == String(answer.bodyCount))
            #expect(0 < sent && sent < answer.bodyCount)
            try await eventually("the stream to be over") {
                try await site.number("streams complete") == 1 ? true : nil
            }
            #expect(try await site.number("bytes sent") == answer.bodyCount)
            #expect(try await site.number("active streams") == 0)
            let waited = try await site.value("seconds blocked").flatMap { Double($0) }
            #expect(try #require(waited) >= 1)
        }

        @Test(arguments: ["", "full", "json", "html", "openmetrics"])
        func `no form tells a secret, or where files are`(query: String) async throws {
            let tree = try TemporaryTree()
            try tree.sparseFile("dir/hidden-name", size: 64 << 20)
            let site = try await StatusSite(tree)
            let connection = try await stalled(
                site, "/archive/dir.tar", query: "token=s3cret&select=hidden-name")
            let answer = try await site.client.send(StatusSite.request(query))
            #expect(answer.status == 200 && answer.isComplete)
            #expect(!answer.text.contains("s3cret") && !answer.text.contains(tree.path))
            let showsPaths = ["full", "json", "html"].contains(query)
            #expect(answer.text.contains("/archive/dir.tar?select=hidden-name") == showsPaths)
            _ = connection
        }

        @Test func `the page is well-formed whatever a path holds`() async throws {
            let tree = try TemporaryTree()
            let name = "a<b>&\"'\u{202E}\u{1}\u{85}"
            try tree.sparseFile(BytePath(name) / "file", size: 64 << 20)
            let site = try await StatusSite(tree)
            let connection = try await stalled(site, BytePath("/archive/\(name).tar"))
            let answer = try await site.client.send(StatusSite.request("html"))
            #expect(answer.text.contains("a&lt;b&gt;"))
            let parsed = try await Tool("/usr/bin/python3").run(
                [
                    "-c",
                    "import html5lib, sys; html5lib.HTMLParser(strict=True).parse(sys.stdin.buffer.read())",
                ],
                input: answer.body)
            #expect(parsed.succeeded, "\(parsed)")
            _ = connection
        }

        @Test func `JSON and metrics are what other programs read`() async throws {
            let tree = try TemporaryTree()
            try tree.sparseFile("dir/file", size: 64 << 20)
            let site = try await StatusSite(tree)
            let connection = try await stalled(site, "/archive/dir.tar")
            let json = try await site.client.send(StatusSite.request("json"))
            let parsed = try await Tool("python3").run(
                [
                    "-c",
                    "import json, sys; s = json.load(sys.stdin); print(s['pid'], s['running'][0]['path'])",
                ],
                input: json.body)
            #expect(parsed.text == "\(site.penstock.process.processID) /archive/dir.tar\n", "\(parsed)")
            let metrics = try await site.client.send(StatusSite.request("openmetrics"))
            let families = try await Tool("/usr/bin/python3").run(
                [
                    "-c",
                    """
                    import sys
                    from prometheus_client.openmetrics.parser import text_string_to_metric_families as families
                    for family in families(sys.stdin.read()):
                        for sample in family.samples: print(sample.name, float(sample.value))
                    """,
                ], input: metrics.body)
            #expect(families.lines.contains("penstock_streams_active 1.0"), "\(families)")
            _ = connection
        }

        @Test
        func `nginx passes it on for HEAD and GET, and the configuration that is shipped keeps others out`()
            async throws
        {
            let tree = try TemporaryTree()
            let penstock = try await PenstockServer(["--listen-mode", "0666"])
            let nginx = try await NginxServer { port, directory in
                try directory.link("snippets/penstock.conf", to: ProjectFiles.nginxSnippet)
                let shipped = try FileSystem.text(ProjectFiles.root / "nginx/penstock-status.conf")
                let location = shipped.replacing(
                    "unix:/run/penstock/penstock.sock", with: "\(penstock.address)")
                return "server { listen 0.0.0.0:\(port);\n\(location)}\n"
            }
            let curl = Curl(into: tree)
            let page = nginx.url("/penstock-status")
            let head = try await curl.get(page, ["--head"])
            #expect(head.status == 200 && head.contentLength ?? 0 > 0)
            let ping = try await curl.get(page + "?ping")
            #expect(try String(decoding: ping.bytes(), as: UTF8.self) == "pong\n")
            let browser = try await curl.get(page, ["-H", "Accept: text/html,*/*;q=0.8"])
            #expect(browser["Content-Type"] == "text/html; charset=utf-8")
            #expect(try await curl.get(page, ["-d", "x=1"]).status == 405)
            // nginx sees the address that a connection to another address of this machine comes from.
            let own = try await Tool("hostname").run(["-I"]).text.split(separator: " ").first.map(String.init)
            if let own, !own.contains(":") {
                let other = page.replacing("127.0.0.1", with: own)
                #expect(try await curl.get(other).status == 403)
            }
        }

        @Test func `it is told while all places are taken, and while a list is waited for`() async throws {
            let tree = try TemporaryTree()
            try tree.sparseFile("dir/file", size: 64 << 20)
            let application = try await ScriptedApplication()
            let site = try await StatusSite(tree, serve: ["--max-streams", "1"])
            let connection = try await stalled(site, "/archive/dir.tar")
            let full = try await site.client.send(FastCGIRequest("GET", "/archive/dir.tar", root: tree.root))
            #expect(full.status == 503)
            var list = FastCGIRequest("GET", "/archive/silent", query: "key=s3cret")
            list["PENSTOCK_MANIFEST"] = application.address
            let waiting = try await site.client.open(list)
            try await eventually("a request that waits") {
                try await site.number("requests waiting") == 1 ? true : nil
            }
            let lines = try await site.lines()
            #expect(lines.contains { $0 == ("refused max-streams", "1") })
            #expect(lines.contains { $0 == ("path", "/archive/silent") })
            #expect(!lines.contains { $0.value.contains("s3cret") })
            _ = (connection, waiting)
        }

        @Test func `64 streams at once are all counted`() async throws {
            let tree = try TemporaryTree()
            for number in 0..<20 { try tree.compressibleFile("dir/\(String(number))", size: 200_000) }
            let site = try await StatusSite(tree)
            let formats = [ArchiveFormat.zip, .tar, .tarGzip]
            let bodies = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<64 {
                    let path = BytePath("/archive/dir.\(formats[number % 3])")
                    let request = FastCGIRequest("GET", path, root: tree.root)
                    group.addTask {
                        let answer = try await site.client.send(request, keepingBody: false)
                        #expect(answer.isComplete)
                        return answer.bodyCount
                    }
                }
                return try await group.reduce(0, +)
            }
            try await eventually("all of them to be over") {
                try await site.number("answers archive") == 64 ? true : nil
            }
            #expect(try await site.number("streams complete") == 64)
            #expect(try await site.number("active streams") == 0)
            #expect(try await site.number("bytes sent") == bodies)
            #expect(try await site.number("entries sent") == 64 * 21)
            #expect(1...64 ~= (try await site.number("max active streams")))
            let metrics = try await site.client.send(StatusSite.request("openmetrics")).text
            #expect(metrics.contains("penstock_streams_total{format=\"zip\",result=\"complete\"} 22\n"))
            #expect(metrics.contains("penstock_streams_total{format=\"tar\",result=\"complete\"} 21\n"))
            #expect(metrics.contains("penstock_first_byte_seconds_count 64\n"))
        }

        @Test func `what ended is told by its end`() async throws {
            let tree = try TemporaryTree()
            try tree.sparseFile("dir/file", size: 64 << 20)
            let site = try await StatusSite(tree, serve: ["--send-timeout", "1"])
            _ = try await site.client.send(FastCGIRequest("HEAD", "/archive/dir.tar", root: tree.root))
            _ = try await site.client.send(FastCGIRequest("GET", "/archive/none.tar", root: tree.root))
            let dropped = try await stalled(site, "/archive/dir.tar")
            try await eventually("the client to be dropped") {
                try await site.number("streams dropped") == 1 ? true : nil
            }
            _ = try await dropped.receive()
            for (name, count) in [("answers head", 1), ("refused not-found", 1), ("streams failed", 0)] {
                #expect(try await site.number(name) == count, "\(name)")
            }
        }

        @Test func `2,000 streams fit on a page`() async throws {
            let tree = try TemporaryTree()
            try tree.sparseFile("dir/file", size: 4 << 20)
            let site = try await StatusSite(tree)
            guard case .unix(let socket) = site.penstock.address else { return }
            let request = FastCGIRequest("GET", "/archive/dir.tar", root: tree.root).encoded(request: 1)
            let file = try tree.file("request", request)
            let script = (BytePath(#filePath).parent / "crowd.py").text
            let crowd = try await ChildProcess(["python3", script, socket.text, file.text, "2000"])
            try await eventually("2,000 streams") {
                try await site.number("active streams") == 2000 ? true : nil
            }
            let page = try await site.client.send(StatusSite.request("html")).text
            #expect(page.components(of: "<tr>") == 2001 && page.hasSuffix("</html>\n"))
            #expect(page.contains("2,000 <small>of 4,096; most 2,000</small>"))
            crowd.killTree()
            try await eventually("them to be gone") {
                try await site.number("streams client-gone") == 2000 ? true : nil
            }
            #expect(try await site.number("active streams") == 0)
        }
    }
}

extension String {
    /// How often a text is in this one.
    fileprivate func components(of text: String) -> Int {
        split(separator: text, omittingEmptySubsequences: false).count - 1
    }
}
