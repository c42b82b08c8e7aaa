import TestSupport
import Testing

extension ApplicationListTests {
    /// Lists that an application has put into a directory.
    @Suite struct SpoolTests {
        private let tree: TemporaryTree
        private let penstock: PenstockServer

        init() async throws {
            tree = try TemporaryTree("spooled")
            try ListSite.fill(tree)
            try tree.directory("spool")
            penstock = try await PenstockServer()
        }

        private func ask(
            _ path: String, _ method: String = "GET", _ others: KeyValuePairs<String, String> = [:]
        ) async throws -> FastCGIResponse {
            var request = FastCGIRequest(method, BytePath("/archive/" + path), root: tree.at("root"), others)
            request["PENSTOCK_MANIFEST"] = tree.at("spool").text
            return try await penstock.client().send(request)
        }

        @Test(arguments: [
            ("k9.json", ListSite.list, ListSite.names),
            (
                "k9.jsonl", "{\"archive\": {\"top\": \"t\"}}\n{\"name\": \"n\", \"path\": \"a.txt\"}\n",
                ["t/", "t/n"]
            ),
            ("k9.txt", "- 5 /a.txt n\n", ["n"]), ("sub/k9.json", ListSite.list, ListSite.names),
        ])
        func `a list is found by the path`(file: String, list: String, names: [String]) async throws {
            try tree.file("spool" / BytePath(file), list)
            let stem = String(file.prefix { $0 != "." })
            for format in ArchiveFormat.allCases {
                let answer = try await ask("\(stem).\(format)")
                #expect(answer.status == 200 && answer.isComplete)
                #expect(try await ArchiveListing.names(answer.body, format) == names)
                let head = try await ask("\(stem).\(format)", "HEAD")
                #expect(head.status == 200 && head.bodyCount == 0 && head["ETag"] == answer["ETag"])
            }
            #expect(try await ask(stem).status == 200)
        }

        @Test func `the endings are tried in their order`() async throws {
            try tree.file("spool/x.txt", "- 5 /a.txt text\n")
            try tree.file("spool/x.jsonl", "{\"name\": \"lines\", \"text\": \"\"}")
            #expect(try await ArchiveListing.names(ask("x.zip").body) == ["lines"])
            try tree.file("spool/x.json", #"[{"name": "document", "text": ""}]"#)
            #expect(try await ArchiveListing.names(ask("x.zip").body) == ["document"])
        }

        @Test func `what is no list in the spool is not found`() async throws {
            try tree.file("outside.json", ListSite.list)
            try tree.link("spool/link.json", to: "../outside.json")
            try tree.link("spool/absolute.json", to: tree.at("outside.json"))
            try tree.link("spool/dangling.json", to: "nothing")
            try tree.link("spool/loop.json", to: "loop.json")
            try tree.link("spool/proc.json", to: "/proc/self/environ")
            try tree.directory("spool/directory.json")
            try FileSystem.makeFIFO(tree.at("spool/fifo.json"))
            try FileSystem.makeSocket(tree.at("spool/socket.json"))
            try tree.file("spool/file.json", ListSite.list)
            let long = String(repeating: "x", count: 300)
            for name in [
                "none.zip", "", "link.zip", "absolute.zip", "dangling.zip", "loop.zip", "proc.zip",
                "directory.zip",
                "fifo.zip", "../outside.zip", "sub/../../outside.zip", "x\u{0}/outside.zip",
                "file.json/x.zip",
                "file.zip/", "\(long).zip", String(repeating: "y/", count: 3000) + "x.zip", "directory.json/",
            ] {
                #expect(try await ask(name).status == 404, "\(name.prefix(40))")
            }
            let socket = try await ask("socket.zip")
            #expect([404, 500].contains(socket.status))
            #expect(try await ask("file.zip").status == 200)
        }

        @Test func `an old list has expired`() async throws {
            try tree.file("spool/old.json", ListSite.list, modified: FileTime(1_000_000_000))
            #expect(try await ask("old.zip").status == 410)
            #expect(try await ask("old.zip", "GET", ["PENSTOCK_SPOOL_AGE": "10000000000"]).status == 200)
            try tree.file("spool/new.json", ListSite.list)
            #expect(try await ask("new.zip", "GET", ["PENSTOCK_SPOOL_AGE": "100000"]).status == 200)
            try tree.file("spool/future.json", ListSite.list, modified: FileTime(32_000_000_000))
            #expect(try await ask("future.zip", "GET", ["PENSTOCK_SPOOL_AGE": "0"]).status == 200)
        }

        @Test func `a spool takes no POST`() async throws {
            try tree.file("spool/x.json", ListSite.list)
            let answer = try await ask("x.zip", "POST", ["CONTENT_LENGTH": "0"])
            #expect(answer.status == 405 && answer["Allow"] == "GET, HEAD")
        }

        /// What is renamed into place is read whole: the old one or the new one.
        @Test func `a list that is replaced is never half`() async throws {
            let lists = (0..<2).map { kind in
                "[" + (0..<2000).map { #"{"name": "\#(kind)-\#($0)", "text": ""}"# }.joined(separator: ",")
                    + "]"
            }
            try tree.file("spool/x.json", lists[0])
            for turn in 0..<12 {
                try tree.file("spool/.new", lists[turn % 2])
                async let answer = ask("x.tar")
                try FileSystem.rename(tree.at("spool/.new"), to: tree.at("spool/x.json"))
                let body = try await answer
                #expect(body.status == 200 && body.isComplete && body["X-Archive-Entries"] == "2000")
                let kinds = Set(try await ArchiveListing.names(body.body, .tar).map { $0.prefix(1) })
                #expect(kinds.count == 1)
            }
        }

        @Test func `a spool is confined to the allowed roots`() async throws {
            try tree.file("spool/x.json", ListSite.list)
            let other = try await PenstockServer(["--allow-root", tree.at("root").text])
            var request = FastCGIRequest("GET", "/archive/x.zip", root: tree.at("root"))
            request["PENSTOCK_MANIFEST"] = tree.at("spool").text
            #expect(try await other.client().send(request).status == 500)
            request["PENSTOCK_MANIFEST"] = tree.at("none").text
            #expect(try await penstock.client().send(request).status == 500)
        }

        @Test func `a list in the spool has a limit`() async throws {
            try tree.file("spool/x.json", ListSite.list)
            #expect(try await ask("x.zip", "GET", ["PENSTOCK_MANIFEST_MAX_BYTES": "20"]).status == 502)
        }
    }
}
