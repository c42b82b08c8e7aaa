import TestSupport
import Testing

extension RemoteContentTests {
    /// Archives of what other servers have.
    @Suite struct RemoteDownloadTests {
        /// A mount of the site and a format.
        private static let variants: [(mount: String, format: ArchiveFormat)] = [
            ("/store", .zip), ("/archive", .zip), ("/archive", .tar), ("/archive", .tarGzip),
            ("/store", .tarGzip),
        ]

        @Test func `an archive holds what the servers have`() async throws {
            let site = try await RemoteSite(origins: 2)
            let album = try await RemoteAlbum(at: site)
            for (mount, format) in Self.variants {
                try site.list("trip.\(format)", album.entries())
                let path = "\(mount)/trip.\(format)"
                let head = try await site.get(path, ["-I"])
                let whole = try await site.get(path)
                try await RemoteSite.expect(whole, format, toHold: album.expected)
                #expect(head.status == 200 && head["ETag"] == whole["ETag"] && whole["ETag"] != nil)
                if mount == "/store" || format == .tar {
                    #expect(whole.contentLength == whole.bodySize && head.contentLength == whole.bodySize)
                    #expect(whole["Accept-Ranges"] == "bytes")
                }
            }
        }

        /// Of what the list says to be empty nothing is fetched later, so it is asked for.
        private static let empty = "/plain/0/"

        @Test func `a HEAD asks for no object`() async throws {
            let site = try await RemoteSite(origins: 2)
            let album = try await RemoteAlbum(at: site)
            try site.list("trip.zip", album.entries())
            let head = try await site.get("/store/trip.zip", ["-I"])
            #expect(head.status == 200 && head.contentLength != nil)
            for origin in site.origins {
                #expect(try await origin.requests().allSatisfy { $0.path.hasPrefix(Self.empty) })
            }
        }

        @Test func `an object is asked for once, and few connections are made`() async throws {
            let site = try await RemoteSite(origins: 2)
            let album = try await RemoteAlbum(at: site)
            try site.list("trip.zip", album.entries())
            let whole = try await site.get("/store/trip.zip")
            #expect(whole.exit.isSuccess)
            var connections = 0
            for origin in site.origins {
                let all = try await origin.requests()
                let requests = all.filter { !$0.path.hasPrefix(Self.empty) }
                #expect(Set(requests.map(\.path)).count == requests.count)
                #expect(requests.allSatisfy { $0.method == "GET" && $0["range"] == nil })
                #expect(requests.allSatisfy { $0["accept-encoding"] == "identity" })
                #expect(requests.allSatisfy { $0["user-agent"]?.hasPrefix("penstock") == true })
                connections += Set(all.map(\.connection)).count
            }
            let line = try await site.line("/store/trip.zip")
            #expect(line.outcome == "complete", "\(line)")
            // Of an object without bytes nothing has to be fetched.
            let fetched = line["objects"].flatMap { Int($0) } ?? 0
            #expect((album.objects.count - 2...album.objects.count).contains(fetched), "\(line)")
            #expect(line["bytes-fetched"] == String(album.objects.reduce(0) { $0 + $1.size }), "\(line)")
            #expect(line["dialled"] == String(connections) && connections <= 32, "\(line)")
            #expect(["0", nil].contains(line["resumes"]), "\(line)")
        }

        @Test(arguments: ["plain", "status=404"], ArchiveFormat.allCases)
        func `what only the list says to be empty is noticed`(fault: String, format: ArchiveFormat)
            async throws
        {
            let site = try await RemoteSite(["PENSTOCK_UNREADABLE": "fail"])
            let objects = try await site.objects([("a", 5), ("b", 300_000)])
            let entry = objects[0].entry("a", at: site.origin.prefix + objects[0].path(fault), [.size, .tag])
            try site.list(
                "trip.\(format)",
                [
                    objects[1].entry("b", at: site.origin.prefix + objects[1].path()),
                    entry.replacing(#""size": 5"#, with: #""size": 0"#),
                ])
            #expect(try await site.get("/store/trip.\(format)").status == 502)
        }

        @Test func `signatures in queries make no other archive`() async throws {
            let site = try await RemoteSite(origins: 2)
            let album = try await RemoteAlbum(at: site)
            try site.list("trip.zip", album.entries(query: "?sig=one&expires=1"))
            let first = try await site.get("/store/trip.zip", name: "first")
            try site.list("trip.zip", album.entries(query: "?sig=two&expires=2"))
            let tag = try #require(first["ETag"])
            let cut = first.bodySize / 2
            let rest = try await site.get(
                "/store/trip.zip", ["-r", "\(cut)-", "-H", "If-Range: \(tag)"], name: "rest")
            #expect(rest.status == 206 && rest["ETag"] == tag)
            let expected: [UInt8] = Array(try first.bytes()[cut...])
            #expect(try rest.bytes() == expected)
            #expect(try await site.origin.requests().contains { $0.target.hasSuffix("?sig=two&expires=2") })
        }

        @Test func `of sizes alone there is a length, but no ranges`() async throws {
            let site = try await RemoteSite(origins: 2)
            let album = try await RemoteAlbum(at: site)
            try site.list("trip.zip", album.entries([.size]))
            let whole = try await site.get("/store/trip.zip")
            try await RemoteSite.expect(whole, .zip, toHold: album.expected)
            #expect(whole.contentLength == whole.bodySize)
            #expect(whole["ETag"] == nil && whole["Accept-Ranges"] == "none")
        }

        @Test func `times alone make ranges`() async throws {
            let site = try await RemoteSite(origins: 2)
            let album = try await RemoteAlbum(at: site)
            try site.list("trip.tar", album.entries([.size, .time]))
            let whole = try await site.get("/archive/trip.tar")
            try await RemoteSite.expect(whole, .tar, toHold: album.expected)
            #expect(whole["ETag"] != nil && whole["Accept-Ranges"] == "bytes")
        }

        @Test func `many clients get each the archive of their own`() async throws {
            let site = try await RemoteSite(origins: 2)
            let objects = try await site.objects((0..<16).map { ("n\($0)", 40_000 + 30_000 * $0) })
            try await forEach(Array(objects.indices), atOnce: 16) { number in
                // The same objects, beginning with another for each.
                let turned = objects[number...] + objects[..<number]
                let entries = turned.enumerated().map { index, object in
                    object.entry(object.name, at: site.origins[index % 2].prefix + object.path())
                }
                let format = ArchiveFormat.allCases[number % 3]
                try site.list("\(number).\(format)", entries)
                let answer = try await site.get("/archive/\(number).\(format)", name: "body \(number)")
                try await RemoteSite.expect(answer, format, toHold: site.tree.at("objects"))
                #expect(try await ArchiveListing.names(answer.bytes(), format) == turned.map(\.name))
            }
        }

        @Test func `with no requests ahead there is one connection`() async throws {
            let site = try await RemoteSite(serve: ["--origin-ahead", "0"])
            let objects = try await site.objects((0..<50).map { ("n\($0)", 1000) })
            try site.list("many.zip", objects.map { $0.entry($0.name, at: site.origin.prefix + $0.path()) })
            let answer = try await site.get("/store/many.zip")
            try await RemoteSite.expect(answer, .zip, toHold: site.tree.at("objects"))
            #expect(try await Set(site.origin.requests().map(\.connection)).count == 1)
            let line = try await site.line("/store/many.zip")
            #expect(line["dialled"] == "1" && line["objects"] == "50", "\(line)")
        }

        /// More than all connections and answers at once can have.
        @Test func `three hundred small objects arrive in their order`() async throws {
            let site = try await RemoteSite(origins: 2)
            let objects = try await site.objects((0..<300).map { ("n\($0)", 100 + $0 * 7) })
            let entries = objects.enumerated().map { number, object in
                object.entry(object.name, at: site.origins[number % 2].prefix + object.path())
            }
            for format in ArchiveFormat.allCases {
                try site.list("many.\(format)", entries)
                let answer = try await site.get("/archive/many.\(format)")
                try await RemoteSite.expect(answer, format, toHold: site.tree.at("objects"))
                #expect(try await ArchiveListing.names(answer.bytes(), format) == objects.map(\.name))
            }
        }
    }
}
