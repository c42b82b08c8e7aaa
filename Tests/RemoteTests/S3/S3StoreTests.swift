import HTTPClient
import TestSupport
import Testing

@testable import Remote

@Suite(.unit) struct S3StoreTests {
    /// 2013-05-24 00:00 UTC.
    private static let midnight: Int64 = 1_369_353_600

    private func store(_ keys: S3Keys?) throws -> S3Store {
        let server = try #require(S3Endpoint.server("https://s3.amazonaws.com"))
        let endpoint = try #require(S3Endpoint(server, .host))
        return S3Store(bucket: "examplebucket", endpoint: endpoint, region: "us-east-1", keys: keys)
    }

    private func keys(token: String? = nil) -> S3Keys {
        S3Keys(
            id: "AKIAIOSFODNN7EXAMPLE",
            secret: Secret(Array("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".utf8)),
            token: token.map { Secret(Array($0.utf8)) })
    }

    private func fields(_ request: HTTPRequest?) -> [String: String] {
        let pairs = (request?.headers ?? []).map { ($0.name, String(decoding: $0.value, as: UTF8.self)) }
        return Dictionary(pairs) { $0 + " and " + $1 }
    }

    @Test func `a request has what its signature says`() throws {
        let request = try #require(
            try store(keys(token: "t")).request(
                "GET", key: Array("a b.txt".utf8),
                fields: [
                    ("Range", Array("bytes=0-9".utf8)), ("User-Agent", Array("x".utf8)),
                    ("If-Match", Array("\"e\"".utf8)),
                ], now: Self.midnight))
        #expect(request.method == "GET" && request.url == "https://examplebucket.s3.amazonaws.com/a%20b.txt")
        var fields = fields(request)
        let authorization = fields.removeValue(forKey: "Authorization") ?? ""
        #expect(
            authorization.hasPrefix(
                "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders="
                    + "host;if-match;range;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature="))
        #expect(
            fields == [
                "Host": "examplebucket.s3.amazonaws.com", "Range": "bytes=0-9", "User-Agent": "x",
                "If-Match": "\"e\"", "x-amz-content-sha256": "UNSIGNED-PAYLOAD",
                "x-amz-date": "20130524T000000Z",
                "x-amz-security-token": "t",
            ])
    }

    @Test func `without keys nothing is signed`() throws {
        let request = try store(nil).request("HEAD", key: Array("a".utf8), now: Self.midnight)
        #expect(request?.method == "HEAD")
        #expect(fields(request) == ["Host": "examplebucket.s3.amazonaws.com"])
    }

    @Test func `a store that signed yesterday signs as a new one today`() throws {
        let old = try store(keys())
        let key = Array("a".utf8)
        let yesterday = fields(old.request("GET", key: key, now: Self.midnight - 1))
        let today = fields(old.request("GET", key: key, now: Self.midnight))
        #expect(yesterday["Authorization"]?.contains("/20130523/") == true)
        #expect(today["Authorization"]?.contains("/20130524/") == true)
        #expect(today == fields(try store(keys()).request("GET", key: key, now: Self.midnight)))
    }

    @Test func `a refused clock is set by the server's, once`() throws {
        let store = try store(keys())
        // Half an hour ahead of this machine.
        let date = "Fri, 24 May 2013 00:30:00 GMT"
        #expect(store.adoptClock(of: date, now: Self.midnight))
        let request = store.request("GET", key: Array("a".utf8), now: Self.midnight + 5)
        #expect(fields(request)["x-amz-date"] == "20130524T003005Z")
        // The next refusal has another reason.
        #expect(!store.adoptClock(of: date, now: Self.midnight + 5))
    }

    @Test(arguments: ["Fri, 24 May 2013 00:04:59 GMT", "Thu, 23 May 2013 23:55:01 GMT", "yesterday", ""])
    func `times that nearly agree are no reason for a refusal`(date: String) throws {
        let store = try store(keys())
        #expect(!store.adoptClock(of: date, now: Self.midnight))
        let request = store.request("GET", key: Array("a".utf8), now: Self.midnight)
        #expect(fields(request)["x-amz-date"] == "20130524T000000Z")
    }

    @Test func `a key without an address has no request`() throws {
        #expect(try store(keys()).request("GET", key: Array("a/../b".utf8), now: Self.midnight) == nil)
    }
}
