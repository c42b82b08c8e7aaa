import HTTPClient
import TestSupport
import Testing

@testable import Remote

/// Signed requests to servers of other people. Scripts/stores installs them where it can.
@Suite(.system) struct StoreServerTests {
    private static let keys = [
        "plain.txt", "a b+ü&=@(1).jpg", "100%", "%41%2F", "deep/er/file", "a'b\"c;d:e,f!*$.txt",
        "a?b#c[d]{e}|f^`",
        "~_-.", "日本 語/ÄÖ", "tab\there",
    ]

    private func content(_ key: String) -> [UInt8] { Array("content of \(key)\n".utf8) }

    private func request(_ method: String, _ key: String, _ store: S3Store) -> HTTPRequest? {
        store.request(method, key: Array(key.utf8), now: StoreServer.now)
    }

    @Test(arguments: StoreServer.available)
    func `objects of any name are found`(kind: StoreServer.Kind) async throws {
        let server = try await StoreServer(kind)
        let store = server.store()
        // rclone, which has files, answers 400 to empty segments.
        let keys = Self.keys + (kind == .rclone ? [] : ["/leading", "a//b"])
        for key in keys {
            try await server.put(key, content(key), in: store)
        }
        for key in keys {
            let answer = try await server.answer(request("GET", key, store))
            #expect(answer.status == 200, "\(key)")
            #expect(answer.body == content(key), "\(key)")
            let head = try await server.answer(request("HEAD", key, store))
            #expect(head.status == 200 && head.fields["content-length"] == "\(content(key).count)", "\(key)")
        }
        #expect(try await server.answer(request("GET", "none", store)).status == 404)
    }

    @Test(arguments: StoreServer.available)
    func `a part of an object is asked for under a signature`(kind: StoreServer.Kind) async throws {
        let server = try await StoreServer(kind)
        let store = server.store()
        let whole = try await server.answer(request("HEAD", "first", store))
        let tag = try #require(whole.fields["etag"])
        try await server.put("ten", Array("0123456789".utf8), in: store)
        let part = store.request(
            "GET", key: Array("ten".utf8), fields: [("Range", Array("bytes=4-".utf8))], now: StoreServer.now)
        let answer = try await server.answer(part)
        #expect(answer.fields["content-range"] == "bytes 4-9/10")
        #expect(answer.body == Array("456789".utf8))
        let conditional = store.request(
            "GET", key: Array("first".utf8), fields: [("If-Match", Array(tag.utf8))], now: StoreServer.now)
        #expect(try await server.answer(conditional).body == Array("1".utf8))
    }

    @Test(arguments: StoreServer.available)
    func `a wrong key, or none, is refused`(kind: StoreServer.Kind) async throws {
        let server = try await StoreServer(kind)
        for store in [server.store(secret: "s3cret/+"), server.store(id: "other")] {
            #expect(try await server.answer(request("GET", "first", store)).status == 403)
        }
        let unsigned = try await server.answer(request("GET", "first", server.store(id: nil)))
        #expect(400...403 ~= unsigned.status)
    }

    @Test(arguments: StoreServer.available, [Int64(-7200), 7200])
    func `a clock that is wrong is set by the server's`(kind: StoreServer.Kind, offset: Int64) async throws {
        let server = try await StoreServer(kind)
        let store = server.store()
        let key = Array("first".utf8)
        let refused = try await server.answer(store.request("GET", key: key, now: StoreServer.now + offset))
        // rclone takes what is too old for expired: 400.
        #expect([400, 403].contains(refused.status))
        let date = try #require(refused.fields["date"])
        try #require(store.adoptClock(of: date, now: StoreServer.now + offset))
        let answer = try await server.answer(store.request("GET", key: key, now: StoreServer.now + offset))
        #expect(answer.status == 200 && answer.body == Array("1".utf8))
    }
}
