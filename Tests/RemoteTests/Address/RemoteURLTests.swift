import TestSupport
import Testing

@testable import Remote

@Suite(.unit) struct RemoteURLTests {
    @Test(
        arguments: [
            ("http://a", "http://a/", "a", 80, "/", nil),
            ("http://a/", "http://a/", "a", 80, "/", nil),
            (
                "HTTPS://CDN.Example.ORG/Media/A.jpg", "https://cdn.example.org/Media/A.jpg",
                "cdn.example.org", 443, "/Media/A.jpg", nil
            ),
            ("https://a:443/x", "https://a/x", "a", 443, "/x", nil),
            ("http://a:80", "http://a/", "a", 80, "/", nil),
            ("http://a:080/", "http://a/", "a", 80, "/", nil),
            ("http://a:443/x", "http://a:443/x", "a", 443, "/x", nil),
            ("https://a:80/x", "https://a:80/x", "a", 80, "/x", nil),
            ("http://a:65535/", "http://a:65535/", "a", 65535, "/", nil),
            ("http://a:1?x", "http://a:1/?x", "a", 1, "/", "x"),
            ("http://a:80?x", "http://a/?x", "a", 80, "/", "x"),
            ("http://a?", "http://a/?", "a", 80, "/", ""),
            ("http://a/x?y?z=/../%2e&@:", "http://a/x?y?z=/../%2e&@:", "a", 80, "/x", "y?z=/../%2e&@:"),
            ("http://127.0.0.1:8000/x", "http://127.0.0.1:8000/x", "127.0.0.1", 8000, "/x", nil),
            ("http://[::1]/x", "http://[::1]/x", "::1", 80, "/x", nil),
            ("http://[FE80::A]:81/x", "http://[fe80::a]:81/x", "fe80::a", 81, "/x", nil),
            (
                "https://[::ffff:1.2.3.4]:443/x", "https://[::ffff:1.2.3.4]/x", "::ffff:1.2.3.4", 443, "/x",
                nil
            ),
            ("http://a_b-c.1d/x", "http://a_b-c.1d/x", "a_b-c.1d", 80, "/x", nil),
            (
                "http://a/@/:/;/%2F/%25/...//.a/..b/c./a%2fb", "http://a/@/:/;/%2F/%25/...//.a/..b/c./a%2fb",
                "a", 80,
                "/@/:/;/%2F/%25/...//.a/..b/c./a%2fb", nil
            ),
            ("http://a/\"<>[]^`{|}~", "http://a/\"<>[]^`{|}~", "a", 80, "/\"<>[]^`{|}~", nil),
        ] as [(String, String, String, UInt16, String, String?)])
    func `a URL has one spelling and is sent so`(
        text: String, sent: String, host: String, port: UInt16, path: String, query: String?
    ) throws {
        let url = try RemoteURL(text)
        #expect(String(decoding: url.bytes, as: UTF8.self) == sent)
        #expect(url.isSecure == sent.hasPrefix("https"))
        #expect(url.host == host)
        #expect(url.port == port)
        #expect(String(decoding: url.path, as: UTF8.self) == path)
        #expect(url.query.map { String(decoding: $0, as: UTF8.self) } == query)
        #expect(try RemoteURL(sent) == url)
        let bare = query.map { String(sent.dropLast($0.utf8.count + 1)) } ?? sent
        #expect(String(decoding: url.withoutQuery, as: UTF8.self) == bare)
    }

    @Test(
        arguments: [
            ("", .scheme), ("/x", .scheme), ("a/b", .scheme), ("//a/b", .scheme), ("http:", .scheme),
            ("http:/a", .scheme), ("http//a", .scheme), ("https:a", .scheme), ("ftp://a/", .scheme),
            ("file:///etc/passwd", .scheme), ("s3://bucket/key", .scheme), ("gopher://a/", .scheme),
            ("unix:/run/a.sock", .scheme), (" http://a/", .scheme), ("\thttp://a/", .scheme),
            ("http://a/ b", .byte), ("http://a/b ", .byte), ("http://a/\tb", .byte),
            ("http://a/\r\nX: y", .byte),
            ("http://a/\u{0}", .byte), ("http://a/\u{7F}", .byte), ("http://a/é", .byte),
            ("http://é/", .byte),
            ("http://a\\b/", .byte), ("http://a/b\\c", .byte), ("http://a/?b\\c", .byte),
            ("http://a/?\u{1B}", .byte),
            ("http://a/#", .fragment), ("http://a/?x#y", .fragment), ("http://a#@b/", .fragment),
            ("http://a/%", .escape), ("http://a/%4", .escape), ("http://a/%4g", .escape),
            ("http://a/%g4", .escape),
            ("http://a/?%zz", .escape), ("http://a/%?ab", .escape), ("http://a/%4?b", .escape),
            ("http://u@a/", .userInformation), ("http://u:p@a/", .userInformation),
            ("http://@a/", .userInformation),
            ("http://a:80@b/", .userInformation), ("http://u%40b@a/", .userInformation),
            ("http://a@?x", .userInformation),
            ("http://", .host), ("http:///x", .host), ("http://?x", .host), ("http://:80/", .host),
            ("http://a./", .host), ("http://.a/", .host), ("http://a..b/", .host), ("http://./", .host),
            ("http://%61/", .host), ("http://a%2eb/", .host), ("http://a%00/", .host), ("http://a,b/", .host),
            ("http://a;b/", .host), ("http://a&b/", .host), ("http://[::1/", .host), ("http://::1/", .host),
            ("http://[]/", .host), ("http://[a]/", .host), ("http://[::1]x/", .host),
            ("http://[::1%25eth0]/", .host),
            ("http://[::g]/", .host), ("http://[v1.x:y]/", .host), ("http://[::1]]/", .host),
            ("http://2130706433/", .host), ("http://0x7f000001/", .host), ("http://0x7F.0.0.1/", .host),
            ("http://127.1/", .host), ("http://0177.0.0.1/", .host), ("http://127.0.0.01/", .host),
            ("http://256.0.0.1/", .host), ("http://1.2.3.4.5/", .host), ("http://a.0x7f/", .host),
            ("http://a.1/", .host),
            ("http://a:/", .port), ("http://a:0/", .port), ("http://a:00/", .port),
            ("http://a:65536/", .port),
            ("http://a:000080/", .port), ("http://a:x/", .port), ("http://a:-1/", .port),
            ("http://a:+1/", .port),
            ("http://a:80:80/", .port), ("http://[::1]:/", .port), ("http://a:8%30/", .port),
            ("http://a/.", .dotSegment), ("http://a/..", .dotSegment), ("http://a/./b", .dotSegment),
            ("http://a/b/../c", .dotSegment), ("http://a/b/..", .dotSegment),
            ("http://a/b/..?x", .dotSegment),
            ("http://a/%2e", .dotSegment), ("http://a/%2E/b", .dotSegment),
            ("http://a/%2e%2e/b", .dotSegment),
            ("http://a/.%2e/b", .dotSegment), ("http://a/%2E.", .dotSegment),
            ("http://a/x%2f..%2fb", .dotSegment),
            ("http://a/..%2Fb", .dotSegment), ("http://a/..%5cb", .dotSegment),
            ("http://a/b%5C%2e%2E", .dotSegment),
            ("http://a/..;/b", .dotSegment), ("http://a/.;x=y/b", .dotSegment),
            ("http://a//../b", .dotSegment),
        ] as [(String, RemoteURL.Fault)])
    func `what two programs could read in two ways is refused`(text: String, fault: RemoteURL.Fault) {
        #expect(throws: fault) { try RemoteURL(text) }
    }

    @Test func `bytes that are no text are refused`() {
        for byte: UInt8 in [0x80, 0xC0, 0xFF] {
            #expect(throws: RemoteURL.Fault.byte) { try RemoteURL(Array("http://a/".utf8) + [byte]) }
        }
    }

    @Test func `a URL has 8 KiB at most`() throws {
        let start = "http://a/"
        let longest = start + String(repeating: "x", count: 8192 - start.count)
        #expect(try RemoteURL(longest).path.count == 8192 - 8)
        #expect(throws: RemoteURL.Fault.tooLong) { try RemoteURL(longest + "x") }
        let query = "http://a?" + String(repeating: "x", count: 8192 - start.count)
        #expect(try RemoteURL(query).query?.count == 8192 - start.count)
    }

    @Test func `an origin is scheme, host and port`() throws {
        let url = try RemoteURL("https://a/x?y")
        for other in ["https://a", "https://A:443/z", "HTTPS://a?q"] {
            #expect(url.hasSameOrigin(as: try RemoteURL(other)), "\(other)")
        }
        for other in [
            "http://a/x", "https://a:444/x", "https://b/x", "https://a.b/x", "http://a:443/x", "https://aa/",
        ] {
            #expect(!url.hasSameOrigin(as: try RemoteURL(other)), "\(other)")
        }
    }

    @Test func `each fault has words of its own`() {
        let faults: [RemoteURL.Fault] = [
            .scheme, .tooLong, .byte, .fragment, .escape, .userInformation, .host, .port, .dotSegment,
        ]
        #expect(Set(faults.map(\.reason)).count == faults.count)
    }
}
