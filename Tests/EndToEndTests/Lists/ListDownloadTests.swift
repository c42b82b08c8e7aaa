import TestSupport
import Testing

extension ApplicationListTests {
    /// Archives of lists, as clients of front servers get them.
    @Suite struct ListDownloadTests {
        private static let servers: [FrontServer] = [
            .nginx, .proxy, .fcgid, .cgid, .lighttpd, .lighttpdCGI,
        ]

        @Test(arguments: servers, ArchiveFormat.allCases)
        func `an archive has what the list says`(server: FrontServer, format: ArchiveFormat) async throws {
            let application = try await ScriptedApplication()
            let tree = try TemporaryTree()
            try ListSite.fill(tree)
            let site = try await FrontSite(
                server, tree.at("root"), ["PENSTOCK_MANIFEST": application.address])
            try application.list(
                "trip", ListSite.list, format: format.rawValue,
                [
                    "Set-Cookie: a=1", "Set-Cookie: b=2", "Cache-Control: max-age=60", "Vary: Cookie",
                    "X-Mine: 1",
                ])
            let response = try await site.get("/archive/trip")
            #expect(response.status == 200 && response.exit.isSuccess)
            #expect(try await ArchiveListing.names(response.bytes(), format) == ListSite.names)
            #expect(response["Content-Type"] == format.mediaType)
            #expect(response["Content-Disposition"]?.contains("filename=\"trip.\(format)\"") == true)
            #expect(response["Cache-Control"] == "max-age=60, no-transform")
            #expect(
                response.headers.filter { $0.name.lowercased() == "set-cookie" }.map(\.value) == [
                    "a=1", "b=2",
                ])
            #expect(response["X-Mine"] == nil && response["X-Archive-Files"] == nil)
            for tester in ArchiveTester.all(for: format) {
                let result = try await tester.test(response.body)
                #expect(result.succeeded, "\(result)")
            }
            try await Self.expectContents(of: response.body, format, from: tree.at("root"))
            let head = try await site.get("/archive/trip", ["-I"])
            #expect(head.status == 200 && head["ETag"] == response["ETag"])
        }

        /// Read by programs that are not ours.
        private static func expectContents(
            of archive: BytePath, _ format: ArchiveFormat, from root: BytePath
        ) async throws {
            let directory = try TemporaryTree("unpacked")
            let result = try await Extractor.bsdtar.extract(archive, into: directory.root)
            #expect(result.succeeded, "\(result)")
            for (name, path) in [("note", "a.txt"), ("d/n", "dir/noise"), ("d/t", "dir/text")] {
                #expect(
                    try FileSystem.sameContents(directory.at(BytePath(name)), root / BytePath(path)),
                    "\(name)")
            }
            #expect(try directory.contents("read me") == Array("Hello\n".utf8))
        }

        @Test(arguments: [FrontServer.nginx, .proxy, .lighttpd], ["zip", "tar"])
        func `a cut download is finished`(server: FrontServer, format: String) async throws {
            let application = try await ScriptedApplication()
            let tree = try TemporaryTree()
            try ListSite.fill(tree)
            let site = try await FrontSite(
                server, tree.at("root"),
                ["PENSTOCK_MANIFEST": application.address, "PENSTOCK_COMPRESSION": "store"])
            try application.list("trip", ListSite.list, format: format)
            let url = site.server.url("/archive/trip")
            let whole = try await site.get("/archive/trip", name: "whole")
            #expect(whole.status == 200)
            for client in [ResumingClient.curl, .wget] {
                for cut in [1, 200_000, 1_700_000, whole.bodySize - 1] {
                    let file = site.downloads.at("cut")
                    try FileSystem.remove(file)
                    try await Curl.fetch(url, behind: file, upTo: cut)
                    let result = try await client.finish(url, to: file)
                    #expect(result.succeeded, "\(result)")
                    #expect(try FileSystem.sameContents(file, whole.body), "\(client) at \(cut)")
                }
            }
        }

        /// A list says what there is, and nothing else decides on the bytes.
        @Test(arguments: ["store", "auto"], ArchiveFormat.allCases)
        func `two instances make the same bytes`(effort: String, format: ArchiveFormat) async throws {
            let (first, second) = (try await ListSite(), try await PenstockServer())
            try first.application.list("trip", ListSite.list, format: format.rawValue)
            try first.application.list("other", #"[{"name": "x", "path": "dir/text"}]"#)
            var request = first.request("trip")
            request["PENSTOCK_COMPRESSION"] = effort
            _ = try await second.client().send(first.request("other"))
            let one = try await first.penstock.client().send(request)
            let two = try await second.client().send(request)
            #expect(one.status == 200 && one.isComplete && two.isComplete)
            #expect(one.body == two.body)
            let tag = try #require(one["ETag"])
            #expect(two["ETag"] == tag)

            // A third has seen nothing: what one began, that one ends.
            let third = try await PenstockServer()
            request["HTTP_RANGE"] = "bytes=1000-"
            request["HTTP_IF_RANGE"] = tag
            let rest = try await third.client().sendAgain(request)
            #expect(rest.status == 206 && rest.isComplete)
            let expected: [UInt8] = Array(one.body[1000...])
            #expect(rest.body == expected)
        }

        @Test func `a file that has changed makes another archive`() async throws {
            let site = try await ListSite()
            let list = #"[{"name": "a", "path": "dir/noise", "mtime": 1000000000}]"#
            try site.application.list("trip.zip", list)
            let before = try await site.ask("trip.zip")
            let same = try await site.ask("trip.zip", "HEAD")
            let tag = try #require(before["ETag"])
            #expect(same["ETag"] == tag)
            try FileSystem.overwrite([1, 2, 3], at: 7, of: site.root / "dir/noise")
            let range: KeyValuePairs = ["HTTP_RANGE": "bytes=10-", "HTTP_IF_RANGE": tag]
            let after = try await site.ask("trip.zip", "GET", range)
            #expect(after.status == 200 && after["ETag"] != tag)
            #expect(after["Last-Modified"] == before["Last-Modified"])
        }

        @Test func `sixty-four clients get each the list of their own`() async throws {
            let site = try await ListSite()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<64 {
                    let list = """
                        {"name": "n\(number)", "text": "\(number)"}
                        {"name": "t", "path": "dir/text"}

                        """
                    try site.application.list("l\(number)", list, type: "application/jsonl", format: "tar")
                    group.addTask {
                        let answer = try await site.ask("l\(number)")
                        #expect(answer.status == 200 && answer.isComplete)
                        // A tar begins with the name of its first entry.
                        #expect(answer.body.starts(with: Array("n\(number)\u{0}".utf8)))
                        #expect(answer["X-Archive-Entries"] == "2" && answer.bodyCount > 1_500_003)
                    }
                }
                try await group.waitForAll()
            }
        }

        /// An archive that breaks off behind mod_fcgid or CGI is told by its length alone.
        @Test func `a list cannot compress where the location stores`() async throws {
            let site = try await ListSite()
            try site.application.list(
                "trip.zip", #"{"compression": "best", "files": [{"name": "t", "path": "dir/text"}]}"#)
            let stored = try await site.ask("trip.zip", "GET", ["PENSTOCK_COMPRESSION": "store"])
            #expect(stored.contentLength == stored.bodyCount && stored.bodyCount > 1_500_003)
            let compressed = try await site.ask("trip.zip")
            #expect(compressed.isComplete && compressed.bodyCount < 1_000_000)
        }
    }
}
