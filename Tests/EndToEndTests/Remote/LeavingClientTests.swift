import Glibc
import TestSupport
import Testing

extension RemoteContentTests {
    /// Clients that leave, and a service that ends, while an origin is silent.
    @Suite struct LeavingClientTests {
        /// So patient that only the client's leaving can end the wait.
        private static let patience = ["--origin-timeout", "86400"]

        @Test(arguments: ["mute", "silent=0", "silent=100000"], [ArchiveFormat.zip, .tarGzip])
        func `a client that leaves ends the request to a silent origin`(
            fault: String, format: ArchiveFormat
        ) async throws {
            let site = try await RemoteSite(serve: Self.patience)
            let object = try await site.objects([("a", 300_000)])[0]
            let path = object.path(fault)
            try site.list("trip.\(format)", [object.entry("a", at: site.origin.prefix + path)])
            try await leave(site, "/archive/trip.\(format)", at: "silent /\(path)")
            try await site.origin.happened("closed /\(path)")
            try await expectRest(site, object)
        }

        @Test func `so does one that leaves while a size is asked for`() async throws {
            let site = try await RemoteSite(serve: Self.patience)
            let object = try await site.objects([("a", 300_000)])[0]
            let path = object.path("mute")
            try site.list("trip.zip", [object.entry("a", at: site.origin.prefix + path, [])])
            try await leave(site, "/archive/trip.zip", at: "silent /\(path)")
            try await site.origin.happened("closed /\(path)")
            try await expectRest(site, object)
        }

        /// The client has everything up to the first silent object, and the next ones are on their way.
        @Test func `requests that were made ahead end with the client`() async throws {
            let site = try await RemoteSite(serve: Self.patience)
            let object = try await site.objects([("a", 300_000)])[0]
            let entries = (0..<40).map { number in
                object.entry(
                    "\(number)",
                    at: site.origin.prefix
                        + object.path(number < 20 ? "plain" : "silent=1000", key: String(number)))
            }
            try site.list("trip.tar", entries)
            try await leave(site, "/archive/trip.tar", at: "silent /\(object.path("silent=1000", key: "20"))")
            try await eventually("the end of all requests") {
                let lines = try await site.origin.lines()
                let count = lines.count { $0.hasPrefix("silent ") }
                return lines.count { $0.hasPrefix("closed ") } == count ? true : nil
            }
            try await expectRest(site, object)
        }

        @Test func `a drain does not wait for a silent origin`() async throws {
            let site = try await RemoteSite(serve: Self.patience + ["--drain-timeout", "1"])
            let object = try await site.objects([("a", 300_000)])[0]
            let path = object.path("silent=1000")
            try site.list("trip.tar", [object.entry("a", at: site.origin.prefix + path)])
            async let answer = site.get("/archive/trip.tar")
            try await site.origin.happened("silent /\(path)")
            site.penstock.process.send(SIGTERM)
            _ = try await site.penstock.process.exit()
            let end = try await answer
            #expect(!end.exit.isSuccess || end.status >= 500)
        }

        /// Downloads, and ends the client at a line of the origin's.
        private func leave(_ site: RemoteSite, _ path: String, at line: String) async throws {
            let curl = try await ChildProcess(
                ["curl", "-sS", "-o", "/dev/null"] + Curl.limits + [site.nginx.url(path)])
            try await site.origin.happened(line)
            curl.send(SIGKILL)
            _ = try await curl.exit()
            let told = try await site.line(path)
            #expect(told.outcome == "client-gone" && told.level == "info", "\(told)")
        }

        /// The process answers, and has given back what the request took.
        private func expectRest(_ site: RemoteSite, _ object: RemoteObject) async throws {
            try site.list("ok.zip", [object.entry("a", at: site.origin.prefix + object.path())])
            for mount in ["/archive", "/twin"] {
                let answer = try await site.get("\(mount)/ok.zip")
                #expect(answer.status == 200 && answer.exit.isSuccess)
            }
            let expected = try site.twin.usage().descriptorCount
            // Connections may be kept for the next request.
            try await eventually("descriptors") {
                try site.penstock.usage().descriptorCount <= expected + 16 ? true : nil
            }
        }
    }
}
