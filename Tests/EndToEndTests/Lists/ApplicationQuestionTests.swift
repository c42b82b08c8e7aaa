import TestSupport
import Testing

extension ApplicationListTests {
    /// What reaches the application of a client's request.
    @Suite struct ApplicationQuestionTests {
        private static let servers: [FrontServer] = [
            .nginx, .proxy, .fcgid, .cgid, .lighttpd, .lighttpdCGI,
        ]

        private struct Front {
            let application: ScriptedApplication
            let site: FrontSite
            let tree: TemporaryTree

            init(_ server: FrontServer) async throws {
                application = try await ScriptedApplication()
                tree = try TemporaryTree()
                try ListSite.fill(tree)
                let isApache = [.proxy, .fcgid, .cgid].contains(server)
                site = try await FrontSite(
                    server, tree.at("root"), ["PENSTOCK_MANIFEST": application.address],
                    directives: isApache
                        ? ["<Location /archive/>\nCGIPassAuth On\n</Location>"] : [])
                try application.list("trip.zip", ListSite.list)
            }
        }

        @Test(arguments: servers)
        func `who asks reaches the application, and what for`(server: FrontServer) async throws {
            let front = try await Front(server)
            let response = try await front.site.get(
                "/archive/a%20b/%C3%BC%2B%25/trip.zip?x=%2F%23&select=a&select=b+c",
                [
                    "-H", "Cookie: session=1; b=2", "-H", "Authorization: Basic dTpw", "-H", "X-Custom: yes",
                    "-H", "Accept-Language: de", "-H", "Host: www.example.org", "-H",
                    "X-Forwarded-For: 203.0.113.9",
                ])
            #expect(response.status == 200)
            let application = front.application
            let line = try application.request("trip.zip").prefix { $0 != "\r\n" }
            #expect(
                line == "GET /lists/a%20b/%C3%BC+%25/trip.zip?x=%2F%23&select=a&select=b+c HTTP/1.1",
                "\(line)")
            let expected = [
                "Cookie": "session=1; b=2", "Authorization": "Basic dTpw", "X-Custom": "yes",
                "Accept-Language": "de", "Host": "www.example.org", "X-Forwarded-Host": "www.example.org",
                "X-Forwarded-Proto": "http", "X-Forwarded-For": "203.0.113.9, 127.0.0.1",
                "Accept-Encoding": "identity", "Penstock-Hop": "1",
            ]
            for (field, value) in expected {
                #expect(try application.values(field, asking: "trip.zip") == [value], "\(field)")
            }
        }

        @Test(arguments: servers)
        func `what penstock answers itself does not reach the application`(server: FrontServer) async throws {
            let front = try await Front(server)
            let whole = try await front.site.get("/archive/trip.zip", ["-I"])
            let tag = try #require(whole["ETag"])
            let questions = [
                ("Range: bytes=5-9", "If-Range: \(tag)", 206), ("If-None-Match: \(tag)", "X-A: b", 304),
                ("If-Match: \"other\"", "X-A: b", 412),
                ("If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT", "If-None-Match: \"other\"", 200),
                ("If-Unmodified-Since: Sun, 06 Nov 1994 08:49:37 GMT", "X-A: b", 412),
                ("Accept-Encoding: gzip, br", "TE: trailers", 200),
            ]
            for (first, second, status) in questions {
                let response = try await front.site.get("/archive/trip.zip", ["-H", first, "-H", second])
                #expect(response.status == status, "\(first)")
                let request = try front.application.request("trip.zip").lowercased()
                for field in ["range:", "if-", "te:", "gzip"] {
                    #expect(
                        !request.contains("\n\(field)") && !request.contains("gzip"), "\(first): \(request)")
                }
            }
        }

        @Test(arguments: servers, ["application/x-www-form-urlencoded", "application/json"])
        func `a POST reaches the application with its body`(server: FrontServer, type: String) async throws {
            let front = try await Front(server)
            let body = type.hasSuffix("json") ? #"{"ids": [1, 2]}"# : "id=1&id=2&x=%C3%BC"
            let response = try await front.site.get(
                "/archive/trip.zip", ["-H", "Content-Type: \(type)", "--data-binary", body])
            #expect(response.status == 200)
            #expect(response["Cache-Control"] == "no-store, no-transform")
            let request = try front.application.request("trip.zip")
            #expect(
                request.hasPrefix("POST /lists/trip.zip HTTP/1.1\r\n") && request.hasSuffix("\r\n\r\n" + body)
            )
            #expect(try front.application.values("Content-Type", asking: "trip.zip") == [type])
            #expect(try await ArchiveListing.names(response.bytes()) == ListSite.names)
        }

        @Test func `a body over 4 MiB is refused`() async throws {
            let site = try await ListSite()
            try site.application.list("trip.zip", ListSite.list)
            for (count, status) in [(4 << 20, 200), (4 << 20 + 1, 413)] {
                var request = FastCGIRequest.post(
                    "/archive/trip.zip", [UInt8](repeating: 0x61, count: count), type: "text/plain",
                    root: site.root)
                request["PENSTOCK_MANIFEST"] = site.application.address
                #expect(try await site.penstock.client().send(request).status == status)
            }
            #expect(try await site.application.count("asked trip.zip") == 1)
            let sent = try site.application.request("trip.zip")
            #expect(sent.utf8.count > 4 << 20 && !sent.lowercased().contains("expect:"))
        }

        @Test func `no path leads to what the application has beside its lists`() async throws {
            let site = try await ListSite()
            for path in ["../admin", "a/../../admin", "..;/admin", "..;x=y/admin", ".."] {
                #expect(try await site.ask(path).status == 404, "\(path)")
            }
            #expect(try await site.application.count("connection") == 0)
            #expect(try await site.ask("..a/...").status == 404)
            #expect(try await site.application.count("connection") == 1)
        }

        @Test func `a list asked of itself is a loop`() async throws {
            let tree = try TemporaryTree()
            let penstock = try await PenstockServer()
            let nginx = try await NginxServer([
                .init(
                    penstock.address, root: tree.root, mount: "/archive", .snippet,
                    ["PENSTOCK_MANIFEST": "http://127.0.0.1:$server_port/archive/"])
            ])
            let downloads = try TemporaryTree()
            let response = try await Curl(into: downloads).get(nginx.url("/archive/x.zip"))
            #expect(response.status == 508)
            _ = try await penstock.requestLine(["status": "508", "outcome": "passed:508"])
        }
    }
}
