import TestSupport
import Testing

@testable import Remote

@Suite(.unit) struct S3EndpointTests {
    private func endpoint(_ server: String, _ style: S3Endpoint.Style) throws -> S3Endpoint {
        let server = try #require(S3Endpoint.server(server))
        return try #require(S3Endpoint(server, style))
    }

    @Test(
        arguments: [
            ("https://s3.example.org", .path, "s3.example.org", "https://s3.example.org/photos/a/b.jpg"),
            (
                "https://s3.example.org", .host, "photos.s3.example.org",
                "https://photos.s3.example.org/a/b.jpg"
            ),
            ("http://[::1]:8333", .path, "[::1]:8333", "http://[::1]:8333/photos/a/b.jpg"),
            ("http://S3.Example.org:80/", .path, "s3.example.org", "http://s3.example.org/photos/a/b.jpg"),
            (
                "https://x.example.org:8443/storage/v1/s3/", .path, "x.example.org:8443",
                "https://x.example.org:8443/storage/v1/s3/photos/a/b.jpg"
            ),
        ] as [(String, S3Endpoint.Style, String, String)])
    func `the bucket stands in the path or before the host`(
        server: String, style: S3Endpoint.Style, host: String, url: String
    ) throws {
        let address = try #require(
            try endpoint(server, style).address(bucket: "photos", key: Array("a/b.jpg".utf8)))
        #expect(address.host == host)
        #expect(address.url == url)
        #expect(url.hasSuffix(address.path) && address.path.hasPrefix("/"))
    }

    @Test(
        arguments: [
            ("plain-._~/0AZaz", "plain-._~/0AZaz"), ("a b+c", "a%20b%2Bc"), ("ü", "%C3%BC"),
            ("&=@()", "%26%3D%40%28%29"), ("100%", "100%25"), ("%2e%2E", "%252e%252E"),
            ("/leading", "/leading"),
            ("a//b/", "a//b/"), ("?#:;,!*'\"<>[]\\^`{|}$", nil), ("line\u{0A}end\u{7F}", "line%0Aend%7F"),
            ("...", "..."), ("a/.hidden/..b", "a/.hidden/..b"),
        ] as [(String, String?)])
    func `all of a key but letters, digits and five characters is percent-encoded`(
        key: String, encoded: String?
    ) throws {
        let endpoint = try endpoint("https://s3.example.org", .path)
        let address = try #require(endpoint.address(bucket: "b", key: Array(key.utf8)))
        let path = address.path.dropFirst("/b/".count)
        #expect(path == encoded ?? key.utf8.map { "%" + hexadecimal($0) }.joined())
    }

    @Test func `a key need not be UTF-8`() throws {
        let endpoint = try endpoint("https://s3.example.org", .host)
        #expect(endpoint.address(bucket: "b", key: [0x61, 0xFF, 0x00])?.path == "/a%FF%00")
    }

    @Test(arguments: ["", ".", "..", "../b", "a/../b", "a/.", "./a"])
    func `keys that would lead elsewhere have no address`(key: String) throws {
        #expect(
            try endpoint("https://s3.example.org", .path).address(bucket: "b", key: Array(key.utf8)) == nil)
    }

    @Test func `no bucket stands before an address in brackets`() throws {
        let server = try #require(S3Endpoint.server("http://[::1]:8333"))
        #expect(S3Endpoint(server, .host) == nil)
    }

    @Test(arguments: [
        ("photos", true), ("my.photos-2_x", true), ("Photos", true), ("", false), (".", false), ("..", false),
        ("a/b", false), ("a b", false), ("a%2fb", false), ("b@evil", false), ("b:80", false), ("ü", false),
        (String(repeating: "x", count: 256), false),
    ])
    func `a bucket's name can stand in a path and in a host`(name: String, isBucket: Bool) {
        #expect((OriginPrefix("s3://\(name)") != nil) == isBucket)
    }

    @Test(arguments: [
        ("https://cdn.example.org", "https://cdn.example.org"),
        ("https://CDN.Example.org/", "https://cdn.example.org"),
        ("https://cdn.example.org:443/A/b/", "https://cdn.example.org/A/b"),
        ("http://cdn.example.org:443", "http://cdn.example.org:443"), ("http://h:080", "http://h"),
        ("http://[2001:DB8::1]:8080/x", "http://[2001:db8::1]:8080/x"),
        ("http://h/a=b,c;d", "http://h/a=b,c;d"),
    ])
    func `equal servers have equal texts`(text: String, canonical: String) throws {
        let server = try #require(S3Endpoint.server(text))
        let address = S3Endpoint(server, .path)?.address(bucket: "photos", key: [0x61])
        #expect(address?.url == canonical + "/photos/a")
    }

    @Test(arguments: [
        "", "https://", "https:///x", "ftp://h/", "//h/", "h", "https://user@h/",
        "https://u:p@h/",
        "https://h/?q", "https://h/#f", "https://h/a/../b", "https://h/./", "https://h//a",
        "https://h/%2e%2e",
        "https://h\\x", "https://h/a b", "https://h/ü", "https://h:0", "https://h:65536", "https://h:",
        "https://h:8x",
        "https://[::1", "https://[::1]x", "https://[]", "https://[h]x:1", "https://h:80:80", "https://h\n/",
    ])
    func `what is more or less than a server and a path is refused`(text: String) {
        #expect(S3Endpoint.server(text) == nil)
    }

    private func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    }
}
