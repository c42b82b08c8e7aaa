import Gateway
import HTTPClient
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct ApplicationRequestTests {
    private func request(
        _ address: String = "http://app/lists/", path: [UInt8] = Array("/x.zip".utf8), query: String = "",
        variables: [String: String] = [:], body: [UInt8]? = nil
    ) throws -> HTTPRequest {
        ApplicationRequest.request(
            try #require(ApplicationAddress(address)), path: path, query: Array(query.utf8),
            MetaVariables(variables.map { (name: $0.key, value: Array($0.value.utf8)) }), body: body)
    }

    private func values(_ request: HTTPRequest, _ name: String) -> [String] {
        request.headers.filter { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
    }

    @Test(arguments: [
        ("http://app/lists/", "/x.zip", "http://app/lists/x.zip"),
        ("http://app", "/x.zip", "http://app/x.zip"),
        ("http://app", "", "http://app/"), ("http://app/", "/", "http://app/"),
        ("http://app/l/", "", "http://app/l"),
        ("http://app/l", "/", "http://app/l/"), ("http://app", "//a//b", "http://app//a//b"),
        ("http://unix:/run/a.sock:/l/", "/x", "http://localhost/l/x"),
        ("http://app", "/a b%\"<>\\^`{|}?#", "http://app/a%20b%25%22%3C%3E%5C%5E%60%7B%7C%7D%3F%23"),
        ("http://app", "/-._~!$&'()*+,;=:@", "http://app/-._~!$&'()*+,;=:@"),
        ("http://app", "/\u{FC}\u{0}\n\u{7F}", "http://app/%C3%BC%00%0A%7F"),
        ("http://app", "/%41", "http://app/%2541"),
    ])
    func `the path takes the place of the mount`(address: String, path: String, url: String) throws {
        #expect(try request(address, path: Array(path.utf8)).url == url)
    }

    @Test func `bytes that are not UTF-8 are escaped`() throws {
        #expect(try request("http://app", path: [0x2F, 0xFF, 0x80]).url == "http://app/%FF%80")
    }

    @Test(arguments: [
        ("a=b&c=d", "?a=b&c=d"), ("a=%2F%23+x;y?z/[]{}", "?a=%2F%23+x;y?z/[]{}"),
        ("a b\u{FC}\n#", "?a%20b%C3%BC%0A%23"),
        ("%", "?%"), ("", ""),
    ])
    func `the query is passed on as it is`(query: String, sent: String) throws {
        #expect(try request(query: query).url == "http://app/lists/x.zip" + sent)
    }

    @Test func `the socket is that of the address`() throws {
        #expect(try request("http://unix:/run/a.sock:/l/").socketPath == "/run/a.sock")
        #expect(try request().socketPath == nil)
    }

    @Test func `only a request with a body is a POST`() throws {
        let get = try request(variables: ["CONTENT_TYPE": "text/plain", "CONTENT_LENGTH": "3"])
        #expect(get.method == "GET" && get.body == nil && values(get, "Content-Type").isEmpty)
        let post = try request(variables: ["CONTENT_TYPE": "text/plain; charset=utf-8"], body: [1])
        #expect(post.method == "POST" && post.body == [1])
        #expect(values(post, "Content-Type") == ["text/plain; charset=utf-8"])
        let empty = try request(variables: ["CONTENT_TYPE": ""], body: [])
        #expect(empty.method == "POST" && empty.body == [] && values(empty, "Content-Type").isEmpty)
    }

    @Test func `fields of the client are passed on`() throws {
        let request = try request(variables: [
            "HTTP_COOKIE": "a=b; c=d", "HTTP_AUTHORIZATION": "Bearer x", "HTTP_HOST": "www.example.org:8443",
            "HTTP_USER_AGENT": "curl", "HTTP_ACCEPT": "*/*", "HTTP_X_REQUESTED_WITH": "x", "HTTP_X_1A": "",
            "HTTP_DNT": "1", "HTTP_REFERER": "r", "HTTP_ORIGIN": "o", "HTTP_IFX": "kept", "HTTPS_X": "no",
            "REMOTE_USER": "no", "HTTP": "no",
        ])
        let expected = [
            "Cookie": "a=b; c=d", "Authorization": "Bearer x", "Host": "www.example.org:8443",
            "User-Agent": "curl",
            "Accept": "*/*", "X-Requested-With": "x", "X-1a": "", "Dnt": "1", "Referer": "r", "Origin": "o",
            "Ifx": "kept",
        ]
        for (name, value) in expected { #expect(values(request, name) == [value], "\(name)") }
        let own = [
            "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Accept-Encoding", "Penstock-Hop",
        ]
        #expect(Set(request.headers.map(\.name)) == Set(expected.keys).union(own))
    }

    @Test(arguments: [
        "CONNECTION", "KEEP_ALIVE", "PROXY", "PROXY_CONNECTION", "PROXY_AUTHENTICATE", "PROXY_AUTHORIZATION",
        "TE",
        "TRAILER", "TRANSFER_ENCODING", "UPGRADE", "RANGE", "IF_RANGE", "IF_MATCH", "IF_NONE_MATCH",
        "IF_MODIFIED_SINCE", "IF_UNMODIFIED_SINCE", "IF_ANYTHING", "EXPECT", "CONTENT_LENGTH", "CONTENT_TYPE",
    ])
    func `fields that are not the application's are withheld`(name: String) throws {
        let request = try request(variables: ["HTTP_" + name: "client"], body: [])
        #expect(!request.headers.contains { $0.value == Array("client".utf8) })
    }

    @Test func `fields that penstock sets are not the client's`() throws {
        let request = try request(variables: [
            "HTTP_ACCEPT_ENCODING": "gzip", "HTTP_PENSTOCK_HOP": "7", "HTTP_X_FORWARDED_PROTO": "gopher",
            "HTTP_X_FORWARDED_HOST": "evil", "HTTP_X_FORWARDED_FOR": "203.0.113.9",
            "REMOTE_ADDR": "192.0.2.1",
            "HTTP_HOST": "good",
        ])
        #expect(values(request, "Accept-Encoding") == ["identity"])
        #expect(values(request, "Penstock-Hop") == ["1"])
        #expect(values(request, "X-Forwarded-Proto") == ["http"])
        #expect(values(request, "X-Forwarded-Host") == ["good"])
        #expect(values(request, "X-Forwarded-For") == ["203.0.113.9, 192.0.2.1"])
    }

    @Test(arguments: [
        (["HTTPS": "on"], "https"), (["HTTPS": "ON"], "https"), (["HTTPS": "1"], "https"),
        (["HTTPS": "off"], "http"),
        (["HTTPS": ""], "http"), (["REQUEST_SCHEME": "https"], "https"), (["REQUEST_SCHEME": "http"], "http"),
        ([:], "http"),
    ])
    func `the application learns how the client came`(variables: [String: String], scheme: String) throws {
        let request = try request(variables: variables.merging(["REMOTE_ADDR": "2001:db8::1"]) { $1 })
        #expect(values(request, "X-Forwarded-Proto") == [scheme])
        #expect(values(request, "X-Forwarded-For") == ["2001:db8::1"])
        #expect(values(request, "X-Forwarded-Host").isEmpty)
    }
}
