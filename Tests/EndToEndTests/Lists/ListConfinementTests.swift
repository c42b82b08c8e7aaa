import TestSupport
import Testing

extension ApplicationListTests {
    /// A list reaches files beneath the directories of its location, and nothing else.
    @Suite struct ListConfinementTests {
        private static let marker = "MARKER-THAT-MUST-NOT-LEAVE"

        /// The source of an entry, the field that is to blame, and what must be opened or connected to by nobody.
        private static let attempts: [(source: String, field: String, target: String)] = [
            (#""path": "/etc/passwd""#, "path", "/etc/passwd"),
            (#""path": "../outside/secret""#, "path", "outside"),
            (#""path": "dir/../../outside/secret""#, "path", "outside"),
            (#""path": "out/secret""#, "path", "outside/secret"),
            (#""path": "absolute""#, "path", "outside/secret"),
            (#""path": "up""#, "path", "outside/secret"),
            (#""path": "proc/etc/passwd""#, "path", "etc/passwd"),
            (#""path": "..\u0000/x""#, "path", "outside"),
            (#""path": "/mapped/../outside/secret""#, "path", "outside"),
            (#""path": "/mapped/up""#, "path", "outside/secret"),
            (#""path": "/mappedx/a""#, "path", "mappedx"),
            (#""path": "file:///etc/passwd""#, "path", "etc/passwd"),
            (#""url": "file:///etc/passwd""#, "url", "etc/passwd"),
            (#""url": "http://169.254.169.254/latest/meta-data/""#, "url", "169.254"),
            (#""url": "http://127.0.0.1:22/""#, "url", "htons(22)"), (#""s3": "bucket/key""#, "s3", "bucket"),
            (#""link": "../../../etc/passwd""#, "link", "etc/passwd"),
            (#""link": "/etc/passwd""#, "link", "etc/passwd"),
        ]

        /// Ways out of the archive when it is unpacked.
        private static let names = [
            "../x", "/etc/cron.d/x", "a/../../x", "", "a//b", "a/./b", "a\\u0000b", "..",
        ]

        private static func fill(_ tree: TemporaryTree) throws {
            try tree.file("outside/secret", marker)
            try tree.file("mapped/a", "mapped")
            try tree.link("mapped/up", to: "../outside/secret")
            try tree.link("root/out", to: "../outside")
            try tree.link("root/absolute", to: tree.at("outside/secret"))
            try tree.link("root/up", to: "../outside/secret")
            try tree.link("root/proc", to: "/proc/self/root")
        }

        /// A site whose penstock is watched by strace.
        private struct Watched {
            let site: ListSite
            let scratch: TemporaryTree
            var log: BytePath { scratch.at("trace") }

            init() async throws {
                let scratch = try TemporaryTree("trace")
                self.scratch = scratch
                site = try await ListSite {
                    $0.wrapper = [
                        "strace", "-D", "-f", "-o", scratch.at("trace").text, "-e",
                        "trace=open,openat,openat2,connect,sendto,readlink,execve",
                    ]
                }
                try ListConfinementTests.fill(site.tree)
            }

            /// Calls that succeeded, from the `start`th line on; and all that connect or resolve.
            func calls(from start: Int) throws -> [Substring] {
                try FileSystem.text(log).split(separator: "\n").dropFirst(start).filter {
                    $0.contains("connect(") || $0.contains("sendto(") || !$0.contains("= -1")
                }
            }

            func lineCount() throws -> Int { try FileSystem.text(log).split(separator: "\n").count }
        }

        private static func parameters(_ site: ListSite) -> KeyValuePairs<String, String> {
            [
                "PENSTOCK_SOURCES": "/mapped/=\(site.tree.at("mapped"))", "PENSTOCK_UNREADABLE": "fail",
                "PENSTOCK_SYMLINKS": "follow",
            ]
        }

        @Test func `nothing is opened or connected to that a list must not name`() async throws {
            let watched = try await Watched()
            let site = watched.site
            #expect(try await site.isAnswering())
            for (number, attempt) in Self.attempts.enumerated() {
                let list = """
                    {"name": "fine", "path": "/mapped/a"}
                    {"name": "bad", \(attempt.source)}

                    """
                try site.application.list("evil\(number)", list, type: "application/jsonl")
                let start = try watched.lineCount()
                let answer = try await site.ask("evil\(number)", "GET", Self.parameters(site))
                #expect(answer.status == 502, "\(attempt)")
                #expect(!answer.text.contains(Self.marker) && !answer.text.contains("passwd"), "\(attempt)")
                let outcome = try await site.outcome("evil\(number)")
                #expect(
                    outcome.hasPrefix("refused:list: line 2, \(attempt.field)"), "\(attempt): \(outcome)")
                for call in try watched.calls(from: start) {
                    #expect(!call.contains(attempt.target), "\(attempt): \(call)")
                    if call.contains("connect(") {
                        #expect(call.contains("AF_UNIX") && call.contains("application"), "\(call)")
                    }
                }
            }
            #expect(try FileSystem.text(watched.log).contains("openat2("))
        }

        @Test func `no name leads out of an archive`() async throws {
            let site = try await ListSite()
            for (number, name) in Self.names.enumerated() {
                try site.application.list("evil\(number)", #"[{"name": "\#(name)", "text": "x"}]"#)
                #expect(try await site.ask("evil\(number)").status == 502, "\(name)")
                let outcome = try await site.outcome("evil\(number)")
                #expect(outcome.hasPrefix("refused:list: entry 1, name"), "\(name): \(outcome)")
            }
        }

        @Test func `text of mod_zip stays beneath its directories`() async throws {
            let site = try await ListSite()
            try Self.fill(site.tree)
            for (location, status) in [
                ("/a.txt", 200), ("/mapped/a", 200), ("/etc/passwd", 502), ("/%2e%2e/outside/secret", 502),
                ("/..%2foutside/secret", 502), ("/out/secret", 502), ("http://169.254.169.254/", 502),
                ("/a.txt?/../../etc/passwd", 200), ("/%252e%252e/outside/secret", 502),
            ] {
                try site.application.list("evil", "- - \(location) name\r\n", type: "text/plain")
                let answer = try await site.ask("evil", "GET", Self.parameters(site))
                #expect(answer.status == status, "\(location)")
                #expect(!answer.text.contains(Self.marker), "\(location)")
            }
        }

        @Test func `a client cannot send a list`() async throws {
            let watched = try await Watched()
            let site = watched.site
            let list = #"{"files": [{"name": "a", "path": "a.txt"}, {"name": "b", "path": "/etc/passwd"}]}"#
            try site.application.answer(
                "x.zip",
                ["HTTP/1.1 200 OK", "Content-Type: application/json", "Content-Length: \(list.utf8.count)"],
                Array(list.utf8))
            #expect(try await site.isAnswering())
            let start = try watched.lineCount()
            var post = FastCGIRequest.post(
                "/archive/x.zip", Array(list.utf8), type: "application/json", root: site.root)
            post["PENSTOCK_MANIFEST"] = site.application.address
            post["HTTP_X_ARCHIVE_FILES"] = "zip"
            let query =
                "url=http://127.0.0.1:1/&zsurl=http://127.0.0.1:1/&files=a.txt&select=a.txt&format=zip"
            let requests = [
                post, site.request("x.zip", query: query),
                site.request(
                    "x.zip", "GET",
                    [
                        "HTTP_X_ARCHIVE_FILES": "zip", "HTTP_PENSTOCK_MANIFEST": "/etc",
                        "HTTP_X_ACCEL_REDIRECT": "/x",
                    ]),
                // What a front server makes of fields with such names.
                site.request("x.zip", "GET", ["HTTP_PROXY": "http://127.0.0.1:1/"]),
            ]
            for request in requests {
                let answer = try await site.penstock.client().send(request)
                #expect(answer.status == 200 && answer.text == list)
            }
            for call in try watched.calls(from: start) {
                #expect(!call.contains("a.txt") && !call.contains("passwd"), "\(call)")
                #expect(!call.contains("connect(") || call.contains("AF_UNIX"), "\(call)")
            }
        }

        @Test func `an application beside the allowed ones is not connected to`() async throws {
            let application = try await ScriptedApplication()
            let socket = application.directory.at("socket")
            for (allowed, status) in [
                ("http://unix:\(socket)", 200), ("http://unix:\(socket):", 200),
                ("http://unix:\(socket):/lists", 200), ("http://unix:\(socket):/list", 500),
                ("http://unix:\(application.directory.root)", 500), ("http://localhost/lists/", 500),
                ("https://unix:\(socket):/lists/", 500),
            ] {
                try application.list("x", #"[{"name": "a", "text": "x"}]"#)
                let penstock = try await PenstockServer(["--allow-origin", allowed])
                var request = FastCGIRequest("GET", "/archive/x")
                request["PENSTOCK_MANIFEST"] = application.address
                let before = try await application.count("connection")
                #expect(try await penstock.client().send(request).status == status, "\(allowed)")
                let count = try await application.count("connection")
                #expect(count == before + (status == 200 ? 1 : 0), "\(allowed)")
            }
        }
    }
}
