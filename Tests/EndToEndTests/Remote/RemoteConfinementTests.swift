import TestSupport
import Testing

extension RemoteContentTests {
    /// A list reaches the origins of its location, and nothing else.
    @Suite struct RemoteConfinementTests {
        /// URLs that no list may name; `ORIGIN` stands for the host and port of an allowed origin, whose prefix ends in
        /// `/plain`.
        private static let attempts = [
            "http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:22/", "http://127.0.0.1/plain/5/a",
            "https://ORIGIN/plain/5/a", "http://localhost:PORT/plain/5/a", "http://ORIGIN0/plain/5/a",
            "http://user:word@ORIGIN/plain/5/a", "http://user@ORIGIN/plain/5/a", "http://@ORIGIN/plain/5/a",
            "http://ORIGIN@169.254.169.254/plain/5/a", "http://ORIGIN:80@169.254.169.254/",
            "http://169.254.169.254#@ORIGIN/plain/5/a", "http://169.254.169.254\\\\@ORIGIN/plain/5/a",
            "http://ORIGIN.example.org/plain/5/a", "http://ORIGIN/other/5/a", "http://ORIGIN/plainer/5/a",
            "http://ORIGIN/", "http://ORIGIN/plain/../other/5/a", "http://ORIGIN/plain/%2e%2e/other/5/a",
            "http://ORIGIN/plain/.%2E/other/5/a", "http://ORIGIN/plain/./5/a", "http://ORIGIN/plain/5/..",
            "http://ORIGIN/plain/5/a#b", "http://ORIGIN/plain\\\\5\\\\a", "http:\\\\\\\\ORIGIN/plain/5/a",
            "http://ORIGIN/plain/5/a b", "http://ORIGIN/plain/5/a\\u000d\\u000aX: y",
            "http://ORIGIN/plain/5/a\\u0000",
            "http://ORIGIN/plain/5/a\\u007f", " http://ORIGIN/plain/5/a", "//ORIGIN/plain/5/a", "/plain/5/a",
            "ORIGIN/plain/5/a", "http:ORIGIN/plain/5/a", "http:///ORIGIN/plain/5/a", "http://", "",
            "file:///etc/passwd", "file://ORIGIN/etc/passwd", "ftp://ORIGIN/plain/5/a",
            "gopher://ORIGIN/plain/5/a",
            "dict://ORIGIN/plain", "s3://bucket/key", "unix:/run/x", "http://unix:/run/x:/plain/5/a",
            "http://[::ffff:169.254.169.254]/plain/5/a", "http://0x7f.1:PORT/plain/5/a",
            "http://ORIGIN/plain/5/" + String(repeating: "a", count: 9000),
        ]

        @Test func `nothing is connected to that a list must not name`() async throws {
            let watched = try WatchedConnections()
            let origin = try await RemoteOrigin()
            let site = try await RemoteSite([origin], sources: [origin.prefix + "plain"]) {
                $0.wrapper = watched.wrapper
            }
            let object = try await site.objects([("fine", 5)])[0]
            let fine = object.entry("fine", at: origin.prefix + object.path())
            try site.list("fine.zip", [fine])
            #expect(try await site.get("/archive/fine.zip").status == 200)
            #expect(try watched.network().contains { $0.contains("htons(\(origin.port))") })

            let host = "127.0.0.1:\(origin.port)"
            for (number, attempt) in Self.attempts.enumerated() {
                let url = attempt.replacing("ORIGIN", with: host).replacing("PORT", with: origin.port)
                try site.list("evil\(number).zip", [fine, #"{"name": "bad", "size": 5, "url": "\#(url)"}"#])
                let start = try watched.count()
                let answer = try await site.get("/archive/evil\(number).zip")
                #expect(answer.status == 502, "\(attempt)")
                let line = try await site.line("/archive/evil\(number).zip", outcome: "refused:")
                #expect(line.outcome.hasPrefix("refused:list: line 2, url"), "\(attempt): \(line)")
                #expect(try watched.network(from: start) == [], "\(attempt)")
            }
            #expect(try await origin.requests().count == 1)
        }

        /// URLs that an allowed origin sends its clients to. `OTHER` is an origin that the location does not allow.
        private static let targets = [
            "http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:22/", "http://OTHER/plain/5/bad",
            "file:///etc/passwd", "http://user:word@ORIGIN/plain/5/bad", "https://ORIGIN/plain/5/bad",
            "http://ORIGIN/closed/5/bad", "/closed/5/bad", "../../closed/5/bad", "//169.254.169.254/",
            "http://ORIGIN/plain/../closed/5/bad", "gopher://ORIGIN/plain/5/bad", "http://[::1]:22/", "",
        ]

        @Test(arguments: [ArchiveFormat.zip, .tar])
        func `no redirect leads where a list must not`(format: ArchiveFormat) async throws {
            let watched = try WatchedConnections()
            let (origin, other) = (try await RemoteOrigin(), try await RemoteOrigin())
            let site = try await RemoteSite(
                [origin], sources: [origin.prefix + "plain/", origin.prefix + "to/"]
            ) { $0.wrapper = watched.wrapper }
            let objects = try await site.objects([("fine", 70_000), ("bad", 5)])
            let fine = objects[0].entry("fine", at: origin.prefix + objects[0].path())
            for (number, target) in Self.targets.enumerated() {
                let url = target.replacing("ORIGIN", with: "127.0.0.1:\(origin.port)")
                    .replacing("OTHER", with: "127.0.0.1:\(other.port)")
                let quoted = url.replacing(":", with: "%3A").replacing("/", with: "%2F")
                let path = objects[1].path("to", key: String(number))
                let entry = objects[1].entry("bad", at: "\(origin.prefix)\(path)?sig=SECRETMARK&to=\(quoted)")
                try site.list(
                    "evil\(number).\(format)", [fine, entry, fine.replacing("fine\"", with: "last\"")])
                let answer = try await site.get("/store/evil\(number).\(format)")
                #expect(!answer.exit.isSuccess || answer.status == 502, "\(target)")
                let line = try await site.line("/store/evil\(number).\(format)")
                #expect(line.outcome.contains("127.0.0.1:\(origin.port)/\(path)"), "\(target): \(line)")
                #expect(line.outcome.hasPrefix("failed:bad") || line.outcome.hasPrefix("refused:"), "\(line)")
            }
            for call in try watched.network() {
                #expect(call.contains("htons(\(origin.port))") && call.contains("127.0.0.1"), "\(call)")
            }
            #expect(try await !other.lines().contains { $0.hasPrefix("begin") })
            #expect(try await !origin.requests().contains { $0.path.hasPrefix("/closed") })
            #expect(!site.penstock.log.text.contains("SECRETMARK"))
        }

        @Test func `an origin beside the allowed ones is not connected to`() async throws {
            for (path, status) in [("", 200), ("plain/", 200), ("pla", 500), ("other/", 500)] {
                let origin = try await RemoteOrigin()
                let application = try await ScriptedApplication()
                let object = try await RemoteObject.make(
                    [("a", 5)], in: application.directory.directory("objects"))[0]
                try application.list("x.zip", "[\(object.entry("a", at: origin.prefix + object.path()))]")
                let penstock = try await PenstockServer([
                    "--allow-origin", "http://unix:\(application.directory.at("socket")):/lists",
                    "--allow-origin", origin.prefix + path,
                ])
                var request = FastCGIRequest("GET", "/archive/x.zip")
                request["PENSTOCK_MANIFEST"] = application.address
                request["PENSTOCK_SOURCES"] = origin.prefix + "plain/"
                let answer = try await penstock.client().send(request)
                #expect(answer.status == status, "\(path): \(answer.text)")
                #expect(try await origin.requests().count == (status == 200 ? 1 : 0), "\(path)")
            }
        }
    }
}
