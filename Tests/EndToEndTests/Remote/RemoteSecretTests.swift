import TestSupport
import Testing

extension RemoteContentTests {
    /// What clients, applications and origins trust penstock with.
    @Suite struct RemoteSecretTests {
        private static let client = ["-u", "user:CLIENTWORD", "-b", "session=CLIENTCOOKIE"]

        private func list(_ files: [String], authorization: String? = nil) -> String {
            let member = authorization.map { #""authorization": "\#($0)", "# } ?? ""
            return "{\(member)\"files\": [\(files.joined(separator: ", "))]}"
        }

        @Test func `a client's cookies and password reach no origin`() async throws {
            let site = try await RemoteSite(origins: 2)
            let objects = try await site.objects([("a", 5), ("b", 300_000)])
            let files = zip(objects, site.origins).map { object, origin in
                object.entry(object.name, at: origin.prefix + object.path(), [.checksum])
            }
            try site.application.list("trip.zip", list(files))
            let answer = try await site.get("/store/trip.zip", Self.client)
            #expect(answer.exit.isSuccess && answer.status == 200)
            #expect(try site.application.values("Cookie", asking: "trip.zip") == ["session=CLIENTCOOKIE"])
            for origin in site.origins {
                let requests = try await origin.requests()
                #expect(requests.count >= 2, "one for the size, one for the bytes")
                #expect(requests.allSatisfy { $0["cookie"] == nil && $0["authorization"] == nil })
            }
            #expect(!site.penstock.log.text.contains("CLIENT"))
        }

        @Test func `an application's authorization goes to the origins that its list names`() async throws {
            let site = try await RemoteSite(origins: 2)
            let objects = try await site.objects([("a", 5), ("b", 300_000)])
            let files = zip(objects, site.origins).map { object, origin in
                object.entry(object.name, at: origin.prefix + object.path(), [.checksum])
            }
            try site.application.list("trip.zip", list(files, authorization: "Bearer SECRETTOKEN"))
            let answer = try await site.get("/store/trip.zip", Self.client)
            #expect(answer.exit.isSuccess && answer.status == 200)
            for origin in site.origins {
                let requests = try await origin.requests()
                #expect(requests.count >= 2)
                #expect(requests.allSatisfy { $0["authorization"] == "Bearer SECRETTOKEN" })
            }
            #expect(!site.penstock.log.text.contains("SECRETTOKEN"))
        }

        @Test func `authorization goes along with a redirect within its origin, and with no other`()
            async throws
        {
            let site = try await RemoteSite(origins: 2)
            let objects = try await site.objects([("here", 5), ("there", 5)])
            let files = zip(objects, site.origins).map { object, origin in
                let target = (origin.prefix + object.path()).replacing(":", with: "%3A").replacing(
                    "/", with: "%2F")
                return object.entry(object.name, at: site.origin.prefix + object.path("to") + "?to=\(target)")
            }
            try site.application.list("trip.zip", list(files, authorization: "Bearer SECRETTOKEN"))
            let answer = try await site.get("/store/trip.zip")
            #expect(answer.exit.isSuccess && answer.status == 200)
            let first = try await site.origins[0].requests()
            #expect(first.count == 3 && first.allSatisfy { $0["authorization"] == "Bearer SECRETTOKEN" })
            let second = try await site.origins[1].requests()
            #expect(second.map(\.path) == ["/plain/5/there"] && second.first?["authorization"] == nil)
        }

        /// Lists that fail, each in another way, before the first byte and behind it.
        private static let failures: [(fault: String, listing: ListedFields)] = [
            ("status=404", .all), ("status=403", [.checksum]), ("status=500", .all), ("short=0", .all),
            ("garbage", .all), ("redirect=9", .all), ("large-head", .all), ("gzip", .all),
            ("overwritten", .all),
            ("then-other-tag", .all), ("long=1", .all), ("garbage", [.checksum]), ("unsizable", [.checksum]),
            ("nothing", [.checksum]),
        ]

        @Test(arguments: ["fail", "report"])
        func `secrets stand in no log, page or report`(policy: String) async throws {
            let site = try await RemoteSite(["PENSTOCK_UNREADABLE": policy])
            let object = try await site.objects([("a", 5000)])[0]
            let cases = Self.failures.flatMap { failure in
                ArchiveFormat.allCases.map { (failure.fault, failure.listing, $0) }
            }
            try await forEach(Array(cases.enumerated()), atOnce: 24) { number, trial in
                let (fault, listing, format) = trial
                let name = "\(number).\(format)"
                let url = site.origin.prefix + object.path(fault, key: String(number)) + "?sig=SECRETMARK"
                let files = [
                    #"{"name": "first", "text": "first"}"#, object.entry("a", at: url, listing),
                ]
                try site.application.list(name, list(files, authorization: "Bearer SECRETTOKEN"))
                let answer = try await site.get("/store/\(name)", name: BytePath(name))
                #expect(try !answer.bytes().contains(text: "SECRET"), "\(fault) \(format)")
            }
            // What is refused before anything is fetched.
            for (number, url) in ["http://127.0.0.1:22/?sig=SECRETMARK", "http://u:SECRETMARK@127.0.0.1/"]
                .enumerated()
            {
                try site.application.list(
                    "bad\(number).zip",
                    list(
                        [#"{"name": "a", "size": 5, "url": "\#(url)"}"#], authorization: "Bearer SECRETTOKEN")
                )
                let answer = try await site.get("/store/bad\(number).zip")
                #expect(answer.status == 502)
                #expect(try !answer.bytes().contains(text: "SECRET"))
            }
            _ = try await site.line("/store/bad1.zip")
            #expect(!site.penstock.log.text.contains("SECRET"))
        }

        /// A value that would be two header fields.
        @Test func `no list can add a header field`() async throws {
            let site = try await RemoteSite()
            let object = try await site.objects([("a", 5)])[0]
            let file = object.entry("a", at: site.origin.prefix + object.path())
            for value in ["Bearer x\\r\\nCookie: a=b", "Bearer x\\nCookie: a=b", "Bearer \\u0000x"] {
                try site.application.list("trip.zip", list([file], authorization: value))
                #expect(try await site.get("/store/trip.zip").status == 502)
            }
            #expect(try await site.origin.requests().isEmpty)
        }
    }
}
