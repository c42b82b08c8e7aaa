import TestSupport
import Testing

extension RemoteContentTests {
    /// Keys of `--origins` go to the servers that they are for.
    @Suite struct OriginKeyTests {
        private struct Site {
            let site: RemoteSite
            /// The first prefix has a key.
            let origins: [RemoteOrigin]

            init() async throws {
                let origins = [try await RemoteOrigin(), try await RemoteOrigin()]
                let keys = try TemporaryTree("keys")
                try keys.file("token", "Bearer SECRETKEY\n", mode: 0o600)
                let file = try keys.file(
                    "origins", "\(origins[0].prefix)plain header=Authorization:@token\n", mode: 0o600)
                self.origins = origins
                site = try await RemoteSite(
                    origins, sources: origins.map(\.prefix), serve: ["--origins", file.text])
            }
        }

        /// What an origin was asked for, and with which key.
        private func keys(_ origin: RemoteOrigin) async throws -> [String: String?] {
            try await origin.requests().reduce(into: [:]) {
                $0["\($1.method) \($1.path)"] = $1["authorization"]
            }
        }

        @Test func `a key goes to its prefix and nowhere else`() async throws {
            let keyed = try await Site()
            let (site, origins) = (keyed.site, keyed.origins)
            let object = try await site.objects([("a", 300_000)])[0]
            try site.list(
                "trip.zip",
                [
                    object.entry("plain", at: origins[0].prefix + object.path(), [.checksum]),
                    object.entry("beside", at: origins[0].prefix + object.path("drop")),
                    object.entry("elsewhere", at: origins[1].prefix + object.path()),
                ])
            let answer = try await site.get("/store/trip.zip")
            #expect(answer.status == 200 && answer.exit.isSuccess)
            let first = try await keys(origins[0])
            #expect(
                first == [
                    "HEAD /plain/300000/a": "Bearer SECRETKEY", "GET /plain/300000/a": "Bearer SECRETKEY",
                    "GET /drop/300000/a": nil,
                ])
            #expect(try await keys(origins[1]) == ["GET /plain/300000/a": nil])
            #expect(!site.penstock.log.text.contains("SECRETKEY"))
        }

        @Test func `a key goes along with no redirect to another server`() async throws {
            let keyed = try await Site()
            let (site, origins) = (keyed.site, keyed.origins)
            let object = try await site.objects([("a", 300_000)])[0]
            let target = (origins[1].prefix + object.path())
                .replacing(":", with: "%3A").replacing("/", with: "%2F")
            let back = (origins[0].prefix + object.path()).replacing(":", with: "%3A").replacing(
                "/", with: "%2F")
            try site.list(
                "trip.zip",
                [
                    object.entry("a", at: "\(origins[0].prefix)\(object.path("to"))?to=\(target)"),
                    object.entry("b", at: "\(origins[1].prefix)\(object.path("to"))?to=\(back)"),
                ])
            let answer = try await site.get("/store/trip.zip")
            #expect(answer.status == 200 && answer.exit.isSuccess)
            #expect(try await keys(origins[1]).values.allSatisfy { $0 == nil })
            #expect(!site.penstock.log.text.contains("SECRETKEY"))
        }
    }
}
