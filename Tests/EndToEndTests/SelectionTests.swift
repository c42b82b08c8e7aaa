import TestSupport
import Testing

extension EndToEndTests {
    @Suite struct SelectionTests {
        /// In no answer may this text appear.
        static let marker = "MARKER-OF-A-FILE-OUTSIDE-THE-ROOT"

        private static func tree() throws -> TemporaryTree {
            let tree = try TemporaryTree()
            for path: BytePath in [
                "share/photos/a b.jpg", "share/photos/c+d.jpg", "share/photos/sub/one",
                "share/photos/sub/two",
                "share/photos/sub/deep/three", "share/photos/ünï", "share/other/x",
            ] { try tree.file(path, path.bytes) }
            try tree.file("outside/secret", marker)
            try tree.link("share/photos/escape", to: "../../outside")
            try tree.link("share/photos/absolute", to: "/etc/hostname")
            return tree
        }

        @Test(arguments: [
            ("select=sub/one", ["photos/", "photos/sub/", "photos/sub/one"]),
            ("select=a+b.jpg&select=c%2Bd.jpg", ["photos/", "photos/a b.jpg", "photos/c+d.jpg"]),
            ("select=%C3%BCn%C3%AF", ["photos/", "photos/ünï"]),
            (
                "select=sub/two&select=sub/one",
                ["photos/", "photos/sub/", "photos/sub/one", "photos/sub/two"]
            ),
            ("select=sub/one&select=sub/one", ["photos/", "photos/sub/", "photos/sub/one"]),
            (
                "select=sub/",
                [
                    "photos/", "photos/sub/", "photos/sub/deep/", "photos/sub/deep/three", "photos/sub/one",
                    "photos/sub/two",
                ]
            ),
            (
                "select=sub/deep/three&select=sub&select=sub/one",
                [
                    "photos/", "photos/sub/", "photos/sub/deep/", "photos/sub/deep/three", "photos/sub/one",
                    "photos/sub/two",
                ]
            ),
            ("select=sub/one&name=holiday", ["holiday/", "holiday/sub/", "holiday/sub/one"]),
        ])
        func `a selection holds each file once`(query: String, names: [String]) async throws {
            let tree = try Self.tree()
            let penstock = try await PenstockServer()
            let answer = try await penstock.client().send(
                FastCGIRequest("GET", "/archive/photos.zip", query: query, root: tree.at("share")))
            #expect(answer.status == 200, "\(answer.text.prefix(200))")
            #expect(try await ArchiveListing.names(answer.body) == names)
            if query.contains("name=") {
                #expect(answer["Content-Disposition"]?.contains("holiday.zip") == true)
            }
        }

        @Test func `every kind of POST through nginx gives what the query gives`() async throws {
            let tree = try Self.tree()
            let site = try await Site(tree)
            let arguments: [[String]] = [
                [
                    "--data-urlencode", "format=zip", "--data-urlencode", "select=a b.jpg",
                    "--data-urlencode", "select=sub",
                    "--data-urlencode", "select=sub/one",
                ],
                ["-F", "format=zip", "-F", "select=a b.jpg", "-F", "select=sub", "-F", "select=sub/one"],
                [
                    "-H", "Content-Type: application/json", "--data-binary",
                    #"{"format": "zip", "select": ["a b.jpg", "s\u0075b", "sub/one"]}"#,
                ],
            ]
            for mount in ["/archive/share", "/plain/share"] {
                let asked = try await site.get(
                    "\(mount)/photos?format=zip&select=a%20b.jpg&select=sub", name: "asked")
                #expect(asked.status == 200 && asked.bodySize > 0)
                for one in arguments {
                    let posted = try await site.get("\(mount)/photos/", one, name: "posted")
                    #expect(posted.status == 200, "\(one[0])")
                    #expect(try posted.bytes() == asked.bytes(), "\(one[0])")
                    #expect(posted["Cache-Control"] == "no-store, no-transform")
                }
            }
        }

        /// What leads out of the directory, in some way or other.
        static let hostile: [BytePath] = [
            "", "..", "../", "../other", "../other/x", "../../outside/secret", "sub/../../other/x", "sub/..",
            "/etc/hostname",
            "/", "//etc/hostname", "escape", "escape/secret", "absolute", "sub/../../../outside/secret",
            "./../other",
            BytePath(Array("a b.jpg".utf8) + [0]), BytePath(Array("sub/one".utf8) + [0] + Array(".jpg".utf8)),
        ]

        @Test func `hostile selections are refused without a byte of archive`() async throws {
            let tree = try Self.tree()
            let penstock = try await PenstockServer()
            let client = try penstock.client()
            let root = tree.at("share")
            for (index, path) in Self.hostile.enumerated() {
                let sender = "192.0.2.\(index + 1)"
                // A good member beside the bad one saves nothing.
                for query in ["select=\(path.percentEncoded)", "select=sub&select=\(path.percentEncoded)"] {
                    let request = FastCGIRequest(
                        "GET", "/archive/photos.zip", query: query, root: root, client: sender)
                    try check(try await client.send(request), query)
                    for post in Self.posts(path, root, sender) {
                        try check(try await client.send(post), "\(query) by POST")
                    }
                }
                let line = try await penstock.requestLine(["client": sender, "status": "400"])
                #expect(line.outcome.hasPrefix("refused:"))
            }
        }

        @Test func `hostile selections are refused through nginx`() async throws {
            let tree = try Self.tree()
            let site = try await Site(tree, below: "share")
            for path in Self.hostile {
                let response = try await site.get("/archive/photos.zip?select=\(path.percentEncoded)")
                #expect(response.status == 400, "\(path)")
                let body = try response.bytes()
                #expect(!body.contains(text: "PK\u{3}\u{4}") && !body.contains(text: Self.marker), "\(path)")
            }
        }

        private func check(_ answer: FastCGIResponse, _ what: String) throws {
            #expect(
                answer.status == 400 && answer.isComplete,
                "\(what): \(answer.status) \(answer.text.prefix(100))")
            #expect(!answer.body.contains(text: "PK") && !answer.body.contains(text: Self.marker), "\(what)")
        }

        /// The selection as each kind of body that can carry it.
        private static func posts(_ path: BytePath, _ root: BytePath, _ client: String) -> [FastCGIRequest] {
            let form = "format=zip&select=\(path.percentEncoded)"
            let part = "--limit\r\nContent-Disposition: form-data; name="
            let multipart =
                Array("\(part)\"format\"\r\n\r\nzip\r\n\(part)\"select\"\r\n\r\n".utf8)
                + path.bytes + Array("\r\n--limit--\r\n".utf8)
            let escaped = path.text.unicodeScalars
                .map { $0.value < 0x20 ? "\\u000\(String($0.value, radix: 16))" : String($0) }.joined()
            let json = #"{"format":"zip","select":["\#(escaped)"]}"#
            return [
                .post(
                    "/archive/photos/", Array(form.utf8), type: "application/x-www-form-urlencoded",
                    root: root, client: client),
                .post(
                    "/archive/photos/", multipart, type: "multipart/form-data; boundary=limit", root: root,
                    client: client),
                .post(
                    "/archive/photos/", Array(json.utf8), type: "application/json; charset=utf-8", root: root,
                    client: client),
            ]
        }
    }
}
