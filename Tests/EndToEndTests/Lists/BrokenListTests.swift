import Glibc
import TestSupport
import Testing

extension ApplicationListTests {
    /// Applications that fail: the client learns that, the log learns why, and penstock goes on.
    @Suite struct BrokenListTests {
        private static let document =
            #"{"files": [{"name": "a", "text": "x"}, {"name": "b", "path": "a.txt"}]}"#
        private static let lines = """
            {"name": "a", "text": "x"}
            {"name": "b", "path": "a.txt"}

            """
        private static let text = "- 5 /a.txt a\r\n- 5 /a.txt b\r\n"

        private static let forms = [
            ("application/json", document), ("application/jsonl", lines), ("text/plain", text),
        ]

        @Test(arguments: forms)
        func `a list that is cut anywhere is no list`(type: String, list: String) async throws {
            let site = try await ListSite()
            let bytes = Array(list.utf8)
            let client = try site.penstock.client()
            for cut in 0..<bytes.count {
                let name = "cut\(cut)"
                try site.application.answer(
                    name,
                    [
                        "HTTP/1.1 200 OK", "X-Archive-Files: zip", "Content-Type: \(type)",
                        "Content-Length: \(bytes.count)",
                    ], Array(bytes[..<cut]))
                let answer = try await client.send(site.request(name))
                #expect(answer.status == 502 && answer["Retry-After"] == "5", "\(cut)")
            }
            try site.application.list("whole", list, type: type, format: "zip")
            #expect(try await site.ask("whole").status == 200)
            #expect(try await site.outcome("cut9").contains("list broke off"))
        }

        private static let mistakes = [
            ("application/jsonl", "{\"name\": \"a\", \"text\": \"x\"}\n{\"name\": \"b\"}\n", "line 2"),
            ("application/jsonl", "{\"name\": \"a\", \"text\": \"x\"}\n\n\n{\"nome\": \"b\"}\n", "line 4"),
            ("application/jsonl", "{\"name\": \"a\", \"text\": \"x\"}\nnull\n", "line 2"),
            ("application/json", #"[{"name": "a", "text": "x"}, {"name": "b", "path": 7}]"#, "entry 2, path"),
            ("application/json", #"[{"name": "a", "text": "x", "size": -1}]"#, "entry 1, size"),
            ("application/json", #"{"files": []}"#, "the list is empty"), ("application/json", "[]", "empty"),
            ("application/json", #"{"files": [{"name": "a", "text": "x"}]} x"#, "more behind the list"),
            ("application/json", "<html>", "outside the entries"), ("application/json", "", ""),
            ("application/json", #"[{"name": "a", "path": "a.txt", "size": 6}]"#, "entry 1, size"),
            (
                "application/json", #"[{"name": "a/b", "text": ""}, {"name": "a", "text": ""}]"#,
                "entry 2, name"
            ),
            ("application/json", #"{"format": "rar", "files": [{"name": "a", "text": ""}]}"#, "format"),
            ("application/json", #"{"format": "tar", "files": [{"name": "a", "text": ""}]}"#, "format"),
            (
                "application/json", #"{"compression": "9", "files": [{"name": "a", "text": ""}]}"#,
                "compression"
            ),
            ("application/json", #"{"filename": "a/b", "files": [{"name": "a", "text": ""}]}"#, "filename"),
            ("application/json", #"{"top": "..", "files": [{"name": "a", "text": ""}]}"#, "top"),
            ("text/plain", "- 5 /a.txt a\r\nxyz 5 /a.txt b\r\n", "line 2, crc32"),
            ("text/plain", "- x /a.txt a\r\n", "line 1, size"), ("text/plain", "<html>\r\n", "line 1"),
        ]

        @Test func `the log says where a list is wrong`() async throws {
            let site = try await ListSite()
            for (number, (type, list, place)) in Self.mistakes.enumerated() {
                try site.application.list("bad\(number)", list, type: type, format: "zip")
                let answer = try await site.ask("bad\(number)")
                #expect(answer.status == 502 && answer["Retry-After"] == nil, "\(list)")
                #expect(!answer.text.contains("entry") && !answer.text.contains("line"), "\(list)")
                let line = try await site.penstock.requestLine(["path": "/archive/bad\(number)"])
                #expect(line.level == "error")
                #expect(line.outcome.hasPrefix("refused:list") && line.outcome.contains(place), "\(line)")
            }
        }

        @Test func `limits of the location hold for lists`() async throws {
            let site = try await ListSite()
            try site.application.list("trip.zip", ListSite.list)
            for (parameter, value) in [
                ("PENSTOCK_MAX_BYTES", "100"), ("PENSTOCK_MAX_ENTRIES", "2"), ("PENSTOCK_MAX_DEPTH", "1"),
            ] {
                let answer = try await site.ask("trip.zip", "GET", [parameter: value])
                #expect(answer.status == 413, "\(parameter)")
            }
        }

        /// By a limit of the location's, and by the default, which is 256 MiB.
        @Test(arguments: ["1000000", nil])
        func `a list that is too long is not read to its end`(limit: String?) async throws {
            let site = try await ListSite()
            var parameters: KeyValuePairs<String, String> = ["PENSTOCK_MAX_ENTRIES": "10000000"]
            if let limit { parameters = ["PENSTOCK_MANIFEST_MAX_BYTES": limit] }
            let answer = try await site.ask("endless", "GET", parameters)
            #expect(answer.status == 502)
            let outcome = try await site.outcome("endless")
            #expect(outcome.contains("PENSTOCK_MANIFEST_MAX_BYTES"), "\(outcome)")
            try await site.application.happened("closed endless")
            try await expectRest(site)
        }

        @Test func `a long list takes no memory that stays`() async throws {
            let site = try await ListSite()
            let lines = (0..<100_000).map { #"{"name": "\#($0 / 100)/\#($0)", "path": "a.txt"}"# }
            try site.application.list("long", lines.joined(separator: "\n") + "\n", type: "application/jsonl")
            let answer = try await site.ask("long", keepingBody: false)
            #expect(answer.status == 200 && answer["X-Archive-Entries"] == "101000" && answer.isComplete)
            try await expectRest(site)
        }

        private static let failures: [(name: String, status: Int, words: String)] = [
            ("silent", 504, "application: silent for too long"),
            ("silent-list", 504, "its list takes too long"),
            ("drip", 504, "its list takes too long"),
        ]

        @Test(arguments: failures)
        func `a silent application is not waited for`(name: String, status: Int, words: String) async throws {
            let site = try await ListSite(["--origin-timeout", "1"])
            let answer = try await site.ask(name)
            #expect(answer.status == status && answer["Retry-After"] == "5")
            #expect(try await site.outcome(name).contains(words))
            try await site.application.happened("closed \(name)")
            try await expectRest(site)
        }

        @Test func `an answer that falls silent breaks off`() async throws {
            let site = try await ListSite(["--origin-timeout", "1"])
            let answer = try await site.ask("silent-body")
            #expect(answer.status == 200 && answer.text == "short" && !answer.isComplete)
            try await site.application.happened("closed silent-body")
            try await expectRest(site)
        }

        private static let garbage = [
            "SSH-2.0-OpenSSH_9.2p1\r\n", "<html>hello</html>\n", "HTTP/1.1 200 OK\r\nContent-Le", "",
            "HTTP/1.1 200 OK\r\nno field\r\n\r\n",
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\nxxxx",
            "HTTP/1.1 200 OK\r\nX: \(String(repeating: "x", count: 1 << 20))\r\n\r\n",
            "HTTP/1.1 200 OK\r\nX-Archive-Files: rar\r\nContent-Length: 2\r\n\r\n[]",
            "HTTP/1.1 200 OK\r\nX-Archive-Files: zip\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n\u{1F}x",
        ]

        @Test func `what is no HTTP is a bad gateway`() async throws {
            let site = try await ListSite()
            for (number, bytes) in Self.garbage.enumerated() {
                try site.application.answer("bad\(number)", raw: Array(bytes.utf8))
                let answer = try await site.ask("bad\(number)")
                #expect(answer.status == 502, "\(bytes.prefix(60))")
                let line = try await site.penstock.requestLine(["path": "/archive/bad\(number)"])
                #expect(line.level == "error")
            }
            try await expectRest(site)
        }

        @Test func `an application that is down is a bad gateway`() async throws {
            let site = try await ListSite()
            let port = try SocketAddress.freeLoopbackPort()
            let (none, file) = (site.tree.at("none"), site.tree.at("root/a.txt"))
            for (name, manifest, reason) in [
                ("none", "http://unix:\(none):/", "unix:\(none): No such file or directory"),
                ("file", "http://unix:\(file):/", "unix:\(file): Connection refused"),
                ("port", "http://127.0.0.1:\(port)/", ""), ("name", "http://name.invalid/", ""),
            ] {
                let answer = try await site.ask(name, "GET", ["PENSTOCK_MANIFEST": manifest])
                #expect(answer.status == 502 && answer["Retry-After"] == "5", "\(manifest)")
                #expect(!answer.text.contains("unix:") && !answer.text.contains("127.0.0.1"))
                let outcome = try await site.outcome(name)
                #expect(outcome.hasPrefix("refused:application: \(reason)"), "\(outcome)")
            }
            site.application.process.send(SIGKILL)
            _ = try await site.application.process.exit()
            #expect(try await site.ask("x.zip").status == 502)
        }

        /// A download goes on without the application.
        @Test func `an application that dies during a download does not end it`() async throws {
            let site = try await ListSite()
            try site.tree.sparseFile("root/large", size: 64 << 20)
            try site.application.list("trip.tar", #"[{"name": "l", "path": "large"}]"#)
            let connection = try await site.penstock.client().open(site.request("trip.tar"))
            _ = try await connection.receive(upTo: 1, keepingBody: false)
            site.application.process.send(SIGKILL)
            _ = try await site.application.process.exit()
            let answer = try await connection.receive(keepingBody: false)
            #expect(answer.isComplete && answer.bodyCount == answer.contentLength)
        }

        @Test(arguments: ["silent", "silent-list", "silent-body"])
        func `a client that leaves ends the request to the application`(name: String) async throws {
            let site = try await ListSite()
            do {
                let connection = try await site.penstock.client().open(site.request(name))
                try await site.application.happened("silent \(name)")
                _ = connection
            }
            try await site.application.happened("closed \(name)")
            let line = try await site.penstock.requestLine(["path": "/archive/\(name)"])
            #expect(line.outcome == "client-gone" && line.level == "info")
            try await expectRest(site)
        }

        /// The process answers, and has given back what the requests before took.
        private func expectRest(_ site: ListSite) async throws {
            #expect(try await site.isAnswering())
            let quiet = try await ListSite()
            #expect(try await quiet.isAnswering())
            let expected = try quiet.penstock.usage()
            try await eventually("descriptors") {
                try site.penstock.usage().descriptorCount <= expected.descriptorCount + 1 ? true : nil
            }
            if PenstockBinary.isRelease {
                let (now, then) = (try site.penstock.usage().residentBytes, expected.residentBytes)
                #expect(now < then + 24 << 20, "\(now) bytes, where \(then) would do")
            }
        }
    }
}
