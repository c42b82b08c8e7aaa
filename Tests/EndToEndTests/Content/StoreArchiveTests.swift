import TestSupport
import Testing

/// Archives of objects in stores of other people, which Scripts/stores installs where it can.
@Suite(.serialized, .system) struct StoreArchiveTests {
    private static let keys = [
        "plain.txt", "a b+ü&=@(1).jpg", "100%", "%41%2F", "deep/er/file", "a'b;d:e,f!*$.txt",
        "a?b#c[d]{e}|f^`", "~_-.", "日本 語/ÄÖ",
    ]
    /// More than all buffers on the way take.
    private static let largeSize = 32 << 20

    /// A store, and a site whose lists may name what is in its bucket.
    private struct Site {
        let store: StoreServer
        let forwarder: Forwarder
        let site: RemoteSite

        init(_ kind: StoreServer.Kind, secret: String = StoreServer.secretKey) async throws {
            store = try await StoreServer(kind)
            forwarder = try await Forwarder(to: store.port)
            let origins = try store.originsFile(secret: secret, endpoint: forwarder.url)
            site = try await RemoteSite(
                [], sources: ["s3://\(StoreServer.bucket)/"], serve: ["--origins", origins.text])
        }

        static func entry(_ name: String, _ key: String, _ fields: String = "") -> String {
            #"{"name": "\#(name)", \#(fields)"s3": "\#(StoreServer.bucket)/\#(key)"}"#
        }
    }

    private func noise(_ count: Int, seed: UInt64) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        let block = generator.bytes(1 << 20)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        while bytes.count < count { bytes += block }
        return bytes
    }

    @Test(arguments: StoreServer.available)
    func `keys may have any characters`(kind: StoreServer.Kind) async throws {
        let stored = try await Site(kind)
        let expected = try stored.site.tree.directory("expected")
        for (number, key) in Self.keys.enumerated() {
            let content = Array("content of \(key)\n".utf8)
            try await stored.store.put(key, content)
            try FileSystem.write(content, to: expected / BytePath("n\(number)"))
        }
        for format in ArchiveFormat.allCases {
            try stored.site.list(
                "trip.\(format)", Self.keys.enumerated().map { Site.entry("n\($0)", $1) })
            let answer = try await stored.site.get("/archive/trip.\(format)")
            try await RemoteSite.expect(answer, format, toHold: expected)
        }
    }

    @Test(arguments: StoreServer.available)
    func `a wrong key is refused, and told to the log alone`(kind: StoreServer.Kind) async throws {
        let stored = try await Site(kind, secret: "WRONGSECRET")
        try stored.site.list("asked.zip", [Site.entry("a", "first")])
        let asked = try await stored.site.get("/store/asked.zip")
        #expect(asked.status == 502)
        let refused = try await stored.site.line("/store/asked.zip", outcome: "refused")
        #expect(refused.outcome == "refused:origin: line 1, s3: s3://photos/first: 403", "\(refused)")
        try stored.site.list("sized.zip", [Site.entry("a", "first", #""size": 1, "#)])
        let sized = try await stored.site.get("/store/sized.zip")
        #expect(sized.status >= 500 || !sized.exit.isSuccess)
        let failed = try await stored.site.line("/store/sized.zip", outcome: "failed")
        #expect(failed.outcome.contains("s3://photos/first: 403"), "\(failed)")
        #expect(!stored.site.penstock.log.text.contains("WRONGSECRET"))
        #expect(!String(decoding: try asked.bytes(), as: UTF8.self).contains("s3://"))
    }

    @Test(arguments: StoreServer.available, [ArchiveFormat.zip, .tar])
    func `an object that is replaced in mid-download makes no mixture`(
        kind: StoreServer.Kind, format: ArchiveFormat
    ) async throws {
        let stored = try await Site(kind)
        let (site, store) = (stored.site, stored.store)
        let (old, new) = (noise(Self.largeSize, seed: 1), noise(Self.largeSize, seed: 2))
        try await store.put("large", old)
        try site.list("trip.\(format)", [Site.entry("large", "large")])
        let path = "/store/trip.\(format)"
        let tag = try #require(try await site.get(path, ["-I"])["ETag"])
        let (exit, body) = try await site.fetch(path) { try await store.put("large", new) }
        if exit.isSuccess {
            // A store may keep what is being read.
            #expect(try await unpacked(body, format) == old)
        } else {
            let line = try await site.line(path, outcome: "failed")
            #expect(line.outcome.contains("changed"), "\(line)")
        }
        let rest = try await site.get(path, ["-r", "1000000-", "-H", "If-Range: \(tag)"])
        #expect(rest.status == 200 && rest["ETag"] != tag && rest.exit.isSuccess)
        #expect(try await unpacked(rest.body, format) == new)
    }

    @Test(arguments: StoreServer.available, [true, false])
    func `what a broken connection leaves is the same object or nothing`(
        kind: StoreServer.Kind, isReplaced: Bool
    ) async throws {
        let stored = try await Site(kind)
        let (site, store, forwarder) = (stored.site, stored.store, stored.forwarder)
        let (old, new) = (noise(Self.largeSize, seed: 1), noise(Self.largeSize, seed: 2))
        try await store.put("large", old)
        try site.list("trip.tar", [Site.entry("large", "large")])
        let (exit, body) = try await site.fetch("/store/trip.tar") {
            if isReplaced { try await store.put("large", new) }
            try await forwarder.drop()
        }
        #expect(exit.isSuccess == !isReplaced, "\(exit)")
        let line = try await site.line("/store/trip.tar", outcome: isReplaced ? "failed" : "complete")
        #expect(line["resumes"] == "1", "\(line)")
        if isReplaced {
            #expect(line.outcome.contains("changed"), "\(line)")
        } else {
            #expect(try await unpacked(body, .tar) == old)
        }
    }

    /// The content of the one entry of an archive.
    private func unpacked(_ archive: BytePath, _ format: ArchiveFormat) async throws -> [UInt8] {
        let unpacked = try TemporaryTree("unpacked", in: .memory)
        let result = try await Extractor.bsdtar.extract(archive, into: unpacked.root)
        try #require(result.succeeded, "\(result)")
        return try unpacked.contents("large")
    }
}
