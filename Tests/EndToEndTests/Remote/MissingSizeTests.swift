import TestSupport
import Testing

extension RemoteContentTests {
    /// Lists that do not say how large their objects are.
    @Suite struct MissingSizeTests {
        @Test func `sizes are asked for, sixteen at once`() async throws {
            let site = try await RemoteSite()
            let objects = try await site.objects((0..<40).map { ("n\($0)", 1000 + $0) })
            try site.list(
                "trip.zip",
                objects.map { $0.entry($0.name, at: site.origin.prefix + $0.path("held"), [.checksum]) })
            async let answer = site.get("/store/trip.zip")
            try await site.origin.happened("held 16")
            #expect(try await site.origin.requests().allSatisfy { $0.method == "HEAD" })
            site.origin.release()
            let whole = try await answer
            try await RemoteSite.expect(whole, .zip, toHold: site.tree.at("objects"))
            #expect(whole.contentLength == whole.bodySize && whole["ETag"] != nil)
            #expect(try await !site.origin.lines().contains("held 17"))
            #expect(try await site.origin.requests().count { $0.method == "HEAD" } == 40)
            let line = try await site.line("/store/trip.zip")
            #expect(line["heads"] == "40" && line["objects"] == "40", "\(line)")
        }

        /// How an origin may be asked for a size when HEAD does not tell.
        @Test(arguments: ["headless", "unsized-head"], ArchiveFormat.allCases)
        func `a size that HEAD does not tell comes with the first byte`(
            fault: String, format: ArchiveFormat
        ) async throws {
            let site = try await RemoteSite()
            let objects = try await site.objects([("empty", 0), ("one", 1), ("more", 300_000)])
            try site.list(
                "trip.\(format)",
                objects.map { $0.entry($0.name, at: site.origin.prefix + $0.path(fault), [.checksum]) })
            let answer = try await site.get("/store/trip.\(format)")
            try await RemoteSite.expect(answer, format, toHold: site.tree.at("objects"))
            #expect(answer.contentLength == answer.bodySize)
            let requests = try await site.origin.requests(for: "more")
            #expect(requests.map(\.method) == ["HEAD", "GET", "GET"])
            #expect(requests.map { $0["range"] } == [nil, "bytes=0-0", nil])
        }

        @Test func `a server that sends a body for a HEAD is none that sends wrong ones`() async throws {
            let site = try await RemoteSite()
            let objects = try await site.objects((0..<20).map { ("n\($0)", 1000 * $0) })
            try site.list(
                "trip.zip",
                objects.map {
                    $0.entry($0.name, at: site.origin.prefix + $0.path("bodied-head"), [.checksum])
                })
            let answer = try await site.get("/store/trip.zip")
            try await RemoteSite.expect(answer, .zip, toHold: site.tree.at("objects"))
        }

        /// Neither HEAD nor a range tells.
        @Test(arguments: ["fail", "report"])
        func `what has no size makes no tar`(policy: String) async throws {
            let site = try await RemoteSite(["PENSTOCK_UNREADABLE": policy])
            let objects = try await site.objects([("a", 300_000), ("b", 5)])
            for format in [ArchiveFormat.tar, .tarGzip] {
                try site.list(
                    "trip.\(format)",
                    objects.map {
                        $0.entry($0.name, at: site.origin.prefix + $0.path("unsizable"), [.checksum, .tag])
                    })
                #expect(try await site.get("/store/trip.\(format)").status == 502)
                let line = try await site.line("/store/trip.\(format)", outcome: "refused:list: line 1, size")
                #expect(line.outcome.contains("127.0.0.1:\(site.origin.port)/unsizable/300000/a"), "\(line)")
            }
        }

        @Test(arguments: [RemoteMount.archive, .store])
        func `a zip takes what has no size, and promises nothing`(mount: RemoteMount) async throws {
            let site = try await RemoteSite()
            let sizes = [0, 1, 5000, 61_440, 262_144, 300_000, 3_000_000]
            let objects = try await site.objects(
                sizes.flatMap { [("noise\($0)", $0), ("text\($0).txt", $0)] })
            // Among others, whose sizes the list has: of what should be empty a server must say so, too.
            let entries = objects.enumerated().map { number, object in
                object.entry(
                    object.name, at: site.origin.prefix + object.path("unsizable"),
                    number % 3 == 1 ? [.checksum] : number % 3 == 2 || object.size == 0 ? [] : [.size, .tag])
            }
            try site.list("trip.zip", entries)
            let path = "\(mount.rawValue)/trip.zip"
            let answer = try await site.get(path)
            #expect(answer.status == 200 && answer.exit.isSuccess)
            #expect(
                answer["Content-Length"] == nil && answer["ETag"] == nil && answer["Last-Modified"] == nil)
            #expect(answer["Accept-Ranges"] == "none")
            for extractor in Extractor.all(for: .zip) {
                let unpacked = try TemporaryTree("unpacked", in: .memory)
                let result = try await extractor.extract(answer.body, into: unpacked.root)
                #expect(result.succeeded, "\(result)")
                let comparison = try await Tool("diff").run(
                    ["-r", site.tree.at("objects").text, unpacked.path])
                #expect(comparison.succeeded, "\(extractor): \(comparison)")
            }
            #expect(try await ArchiveListing.names(answer.bytes()) == objects.map(\.name))
            let part = try await site.get(path, ["-r", "100-"])
            #expect(part.status == 200 && part["Content-Range"] == nil)
        }

        @Test(arguments: [
            ("unsizable-cut=100000", "cannot be gone on with"), ("unsizable-open", "where it ends"),
        ])
        func `what has no size and may not be all of it breaks a zip off`(
            fault: String, reason: String
        ) async throws {
            let site = try await RemoteSite()
            let object = try await site.objects([("a", 300_000)])[0]
            try site.list("trip.zip", [object.entry("a", at: site.origin.prefix + object.path(fault), [])])
            for mount in [RemoteMount.archive, .store] {
                let path = "\(mount.rawValue)/trip.zip"
                let answer = try await site.get(path)
                #expect(!answer.exit.isSuccess || answer.status >= 500)
                if answer.bodySize > 0 { try await Site.expectRefusal(of: answer.body, .zip) }
                let line = try await site.line(path, outcome: "failed:a: ")
                #expect(line.outcome.contains(reason), "\(line)")
            }
        }

        @Test(arguments: ["unsizable", "unsizable-cut=100000"])
        func
            `to a client of HTTP/1.0 only a reader tells a zip without sizes that breaks off from a whole one`(
                fault: String
            ) async throws
        {
            let site = try await RemoteSite()
            let object = try await site.objects([("a", 300_000)])[0]
            try site.list("trip.zip", [object.entry("a", at: site.origin.prefix + object.path(fault), [])])
            let answer = try await site.get("/archive/trip.zip", ["--http1.0"])
            #expect(answer.status == 200 && answer.exit.isSuccess && answer["Content-Length"] == nil)
            if fault == "unsizable" {
                try await RemoteSite.expect(answer, .zip, toHold: site.tree.at("objects"))
            } else {
                try await Site.expectRefusal(of: answer.body, .zip)
            }
        }

        @Test func `what has no size and another checksum than listed breaks a zip off`() async throws {
            let site = try await RemoteSite()
            let objects = try await site.objects([("a", 300_000), ("b", 300_000)])
            let entry = objects[0].entry(
                "a", at: site.origin.prefix + objects[0].path("unsizable"), [.checksum])
            try site.list("trip.zip", [entry.replacing(objects[0].checksum, with: objects[1].checksum)])
            for mount in [RemoteMount.archive, .store] {
                let path = "\(mount.rawValue)/trip.zip"
                let answer = try await site.get(path)
                #expect(!answer.exit.isSuccess)
                let line = try await site.line(path, outcome: "failed:a: ")
                #expect(line.outcome.contains("checksum"), "\(line)")
            }
        }

        @Test(arguments: ["status=404", "status=410"], ["report", "fail"])
        func `what is missing is left out and reported, or makes no archive`(
            fault: String, policy: String
        ) async throws {
            let site = try await RemoteSite(["PENSTOCK_UNREADABLE": policy])
            let objects = try await site.objects([("here", 300_000), ("gone", 5)])
            let path = objects[1].path(fault)
            for format in ArchiveFormat.allCases {
                try site.list(
                    "trip.\(format)",
                    [
                        objects[0].entry("here", at: site.origin.prefix + objects[0].path(), [.tag]),
                        objects[1].entry("gone", at: site.origin.prefix + path + "?sig=SECRETMARK", [.tag]),
                    ])
                let answer = try await site.get("/store/trip.\(format)")
                if policy == "report" {
                    try await expectReport(in: answer, format, of: path, at: site)
                } else {
                    #expect(answer.status == 502)
                    let line = try await site.line("/store/trip.\(format)", outcome: "refused:")
                    #expect(line.outcome.contains(path), "\(line)")
                }
            }
        }

        /// What has a size in the list is not asked for in advance, and nothing is left out behind the first byte.
        @Test func `what turns out to be missing breaks an archive off`() async throws {
            let site = try await RemoteSite(["PENSTOCK_UNREADABLE": "report"])
            let objects = try await site.objects([("here", 300_000), ("gone", 5)])
            for format in ArchiveFormat.allCases {
                try site.list(
                    "trip.\(format)",
                    [
                        objects[0].entry("here", at: site.origin.prefix + objects[0].path()),
                        objects[1].entry("gone", at: site.origin.prefix + objects[1].path("status=404")),
                    ])
                let answer = try await site.get("/archive/trip.\(format)")
                #expect(!answer.exit.isSuccess)
                try await Site.expectRefusal(of: answer.body, format)
                let line = try await site.line("/archive/trip.\(format)", outcome: "failed:gone: ")
                #expect(line.outcome.contains(objects[1].path("status=404")), "\(line)")
            }
            #expect(try await site.origin.requests().allSatisfy { $0.method == "GET" })
        }

        private func expectReport(
            in answer: HTTPResponse, _ format: ArchiveFormat, of path: String, at site: RemoteSite
        ) async throws {
            #expect(answer.status == 200 && answer.exit.isSuccess)
            let unpacked = try TemporaryTree("unpacked")
            let result = try await Extractor.bsdtar.extract(answer.body, into: unpacked.root)
            #expect(result.succeeded, "\(result)")
            #expect(try unpacked.names() == ["MISSING.txt", "here"])
            #expect(try FileSystem.sameContents(unpacked.at("here"), site.tree.at("objects/here")))
            let report = String(decoding: try unpacked.contents("MISSING.txt"), as: UTF8.self)
            #expect(
                report.contains("gone") && report.contains("127.0.0.1:\(site.origin.port)/\(path)"),
                "\(report)")
            #expect(!report.contains("SECRETMARK"))
            let line = try await site.line("/store/trip.\(format)")
            #expect(line.outcome == "complete" && line["skipped"] == "1", "\(line)")
            let first = "gone: http://127.0.0.1:\(site.origin.port)/\(path): "
            #expect(line["first-skipped"]?.hasPrefix(first) == true, "\(line)")
        }

        @Test func `everything is asked for in advance where a location verifies`() async throws {
            let site = try await RemoteSite(["PENSTOCK_VERIFY": "on"])
            let objects = try await site.objects([("here", 300_000), ("gone", 5)])
            try site.list(
                "trip.zip",
                [
                    objects[0].entry("here", at: site.origin.prefix + objects[0].path()),
                    objects[1].entry("gone", at: site.origin.prefix + objects[1].path("status=404")),
                ])
            let answer = try await site.get("/store/trip.zip")
            try await expectReport(in: answer, .zip, of: objects[1].path("status=404"), at: site)
            #expect(try await site.origin.requests().count { $0.method == "HEAD" } == 2)
        }

        @Test func `more than a thousand sizes are not asked for`() async throws {
            let site = try await RemoteSite()
            let object = try await site.objects([("a", 5)])[0]
            try site.list(
                "trip.zip",
                (0..<1001).map {
                    object.entry("\($0)", at: site.origin.prefix + object.path(key: "\($0)"), [])
                })
            #expect(try await site.get("/store/trip.zip").status == 502)
            let line = try await site.line("/store/trip.zip", outcome: "refused:")
            #expect(line.level == "error", "\(line)")
            #expect(try await site.origin.requests().count <= 1000)
        }

        /// An origin that is down must not look like one without the object.
        @Test func `an origin that fails at a size is a bad gateway`() async throws {
            let site = try await RemoteSite(["PENSTOCK_UNREADABLE": "report"])
            let object = try await site.objects([("a", 5)])[0]
            try await forEach(["status=500", "status=401", "status=403", "nothing", "garbage"], atOnce: 5) {
                fault in
                let path = object.path(fault)
                try site.list("\(fault).zip", [object.entry("a", at: site.origin.prefix + path, [])])
                let answer = try await site.get("/store/\(fault).zip", name: BytePath(fault))
                #expect(answer.status == 502)
                let isWorthAnother = ["status=500", "nothing"].contains(fault)
                #expect((answer["Retry-After"] == "5") == isWorthAnother, "\(fault)")
                let text = String(decoding: try answer.bytes(), as: UTF8.self)
                #expect(text.contains("A server that has some of the files"), "\(text)")
                let line = try await site.line("/store/\(fault).zip", outcome: "refused:")
                let place = "127.0.0.1:\(site.origin.port)/\(path): "
                #expect(line.outcome.hasPrefix("refused:origin: line 1, url: http://\(place)"), "\(line)")
                #expect(line.level == "error", "\(line)")
            }
        }
    }
}
