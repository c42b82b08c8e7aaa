import TestSupport
import Testing

@testable import Remote

@Suite(.unit) struct RemoteURLResolvingTests {
    private func resolve(_ reference: String, _ base: String) throws -> String {
        String(decoding: try RemoteURL(base).resolving(Array(reference.utf8)).bytes, as: UTF8.self)
    }

    @Test(
        arguments: [
            ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g/"), ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q"), ("g#s", "http://a/b/c/g"), ("g?y#s", "http://a/b/c/g?y"),
            (";x", "http://a/b/c/;x"), ("g;x", "http://a/b/c/g;x"), ("g;x?y#s", "http://a/b/c/g;x?y"),
            ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../", "http://a/b/"), ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../", "http://a/"),
            ("../../g", "http://a/g"), ("../../../g", "http://a/g"), ("../../../../g", "http://a/g"),
            ("/./g", "http://a/g"), ("/../g", "http://a/g"), ("g.", "http://a/b/c/g."),
            (".g", "http://a/b/c/.g"),
            ("g..", "http://a/b/c/g.."), ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"),
            ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"), ("g/../h", "http://a/b/c/h"),
            ("g;x=1/./y", "http://a/b/c/g;x=1/y"), ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/./x", "http://a/b/c/g?y/./x"), ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("g#s/../x", "http://a/b/c/g"),
        ])
    func `references lead where RFC 3986 says`(reference: String, target: String) throws {
        #expect(try resolve(reference, "http://a/b/c/d;p?q") == target)
    }

    @Test(
        arguments: [
            ("http://b/x?y#z", "http://b/x?y"), ("HTTP://B:80", "http://b/"),
            ("https://b/a/../c", "https://b/c"),
            ("http://b/..", "http://b/"), ("//b:81/c/./d?e", "https://b:81/c/d?e"), ("//b?x", "https://b/?x"),
            ("/a:b", "https://a.example:8443/a:b"), ("?", "https://a.example:8443/x?"),
            ("y//z", "https://a.example:8443/y//z"), ("/a//../b", "https://a.example:8443/a/b"),
        ])
    func `a location may be absolute, and keeps to the origin otherwise`(reference: String, target: String)
        throws
    {
        #expect(try resolve(reference, "https://a.example:8443/x") == target)
    }

    @Test(
        arguments: [
            ("file:///etc/passwd", .scheme), ("ftp://a/", .scheme), ("gopher:x", .scheme),
            ("s3://b/k", .scheme),
            ("http:x", .scheme), ("https:/x", .scheme), ("javascript:alert(1)", .scheme), ("a:b", .scheme),
            ("http://u@b/", .userInformation), ("//u:p@b/", .userInformation), ("///x", .host), ("//", .host),
            ("http://", .host), ("//b:0/", .port), ("/%2e%2e/x", .dotSegment), ("%2E/x", .dotSegment),
            ("..%2fx", .dotSegment), ("..;/x", .dotSegment), ("/a b", .byte), ("/\\b", .byte),
            ("\\\\b", .byte),
            ("/é", .byte), ("/a\r\nb", .byte), ("/%zz", .escape),
        ] as [(String, RemoteURL.Fault)])
    func `what a list may not name, a location may not either`(reference: String, fault: RemoteURL.Fault) {
        #expect(throws: fault) { try resolve(reference, "http://a/b") }
    }

    @Test func `what is too long once put together is refused`() {
        let name = String(repeating: "x", count: 5000)
        #expect(throws: RemoteURL.Fault.tooLong) { try resolve(name, "http://a/\(name)/") }
    }
}
