import HTTPClient
import TestSupport
import Testing

@Suite(.unit) struct HTTPClientTests {
    @Test(
        arguments: [
            ("/hello", 200, "hello"), ("/slow", 200, "slow"), ("/chunked", 200, "chunked"),
            ("/no-length", 200, "until the end"), ("/interim", 201, "final"), ("/no-content", 204, ""),
            ("/not-modified", 304, ""), ("/redirect", 302, "elsewhere"),
        ], Way.allCases)
    func `receives a response as it was sent`(row: (path: String, status: Int, body: String), way: Way)
        async throws
    {
        let origin = try await Origin()
        for limit in [1, 3, 64 << 10] {
            let reply = try await HTTPClient().reply(to: origin.request(row.path, over: way), atMost: limit)
            #expect(reply.status == row.status)
            #expect(reply.text == row.body)
        }
    }

    @Test func `tells the fields of the head in order, without those of interim responses and trailers`()
        async throws
    {
        let origin = try await Origin()
        let client = HTTPClient()
        let two = ["X-Two: 1", "x-empty: ", "X-Two: a b", "Content-Length: 5"]
        #expect(try await client.reply(to: origin.request("/hello")).headers == two)
        let final = ["X-Final: 1", "Content-Length: 5"]
        #expect(try await client.reply(to: origin.request("/interim")).headers == final)
        let chunked = ["Transfer-Encoding: chunked"]
        #expect(try await client.reply(to: origin.request("/chunked")).headers == chunked)
    }

    @Test(arguments: Way.allCases) func `a HEAD has no body, whatever length is told`(way: Way) async throws {
        let origin = try await Origin()
        let client = HTTPClient()
        for _ in 0..<2 {
            let reply = try await client.reply(to: origin.request("/hello", method: "HEAD", over: way))
            #expect(reply.headers == ["Content-Length: 5"])
            #expect(reply.body == [])
        }
        #expect(try await origin.count("connection") == 1)
        #expect(try await origin.count("HEAD /hello") == 2)
    }

    @Test(arguments: Way.allCases) func `sends the body of a POST`(way: Way) async throws {
        let origin = try await Origin()
        let body = (0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        for body in [body, [], [0]] {
            let request = origin.request("/body", method: "POST", over: way, body: body)
            let reply = try await HTTPClient().reply(to: request)
            #expect(reply.body == body)
        }
    }

    @Test func `sends what the request says and nothing of its own but what frames it`() async throws {
        let origin = try await Origin()
        let headers: [(name: String, value: [UInt8])] = [
            ("Host", Array("photos.example".utf8)), ("Cookie", Array("a=b".utf8)), ("X-Empty", []),
            ("X-Raw", [0xE9, 0x3B, 0x20]), ("Transfer-Encoding", Array("chunked".utf8)),
            ("Content-Length", Array("7".utf8)), ("Connection", Array("close".utf8)),
        ]
        let path = "/head/../a/%2e%2E//b?x=%41&&y=%"
        let get = try await HTTPClient().reply(to: origin.request("/head?\(path)", headers: headers))
        let expected: [UInt8] =
            Array(
                "GET /head?\(path) HTTP/1.1\r\nHost: photos.example\r\nCookie: a=b\r\nX-Empty:\r\nX-Raw: "
                    .utf8)
            + [0xE9, 0x3B] + Array("\r\n".utf8)
        #expect(get.body == expected)
        let post = try await HTTPClient().reply(
            to: origin.request("/head", method: "POST", headers: headers, body: Array("four".utf8)))
        #expect(post.text.contains("\r\nContent-Length: 4\r\n"))
        #expect(!post.text.contains("Expect"))
        #expect(!post.text.contains("Content-Type"))
    }

    @Test func `sends dots in a path as they stand`() async throws {
        let origin = try await Origin()
        _ = try await HTTPClient().reply(to: origin.request("/a/../b/./%2e%2E//c?d"))
        try await origin.happened("GET /a/../b/./%2e%2E//c?d")
    }

    @Test func `obeys no proxy of the environment`() async {
        await #expect(processExitsWith: .success) {
            for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
                setVariable(name, "http://127.0.0.1:1")
            }
            let origin = try await Origin()
            let reply = try await HTTPClient().reply(to: origin.request("/hello"))
            #expect(reply.text == "hello")
        }
    }
}
