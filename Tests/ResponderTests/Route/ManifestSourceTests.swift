import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct ManifestSourceTests {
    @Test(
        arguments: [
            ("http://127.0.0.1:8000/lists/", "http://127.0.0.1:8000", nil, "/lists"),
            ("http://app", "http://app", nil, ""), ("http://app/", "http://app", nil, ""),
            ("https://app.example.org:443/a/b", "https://app.example.org:443", nil, "/a/b"),
            ("http://[::1]:8000/x/", "http://[::1]:8000", nil, "/x"),
            ("http://[::1]", "http://[::1]", nil, ""),
            ("http://unix:/run/app.sock:/lists/", "http://localhost", "/run/app.sock", "/lists"),
            ("http://unix:/run/app.sock:/", "http://localhost", "/run/app.sock", ""),
            ("http://unix:/run/app.sock:", "http://localhost", "/run/app.sock", ""),
            ("http://unix:/run/app.sock", "http://localhost", "/run/app.sock", ""),
            ("https://unix:/run/app.sock:/x", "https://localhost", "/run/app.sock", "/x"),
            ("http://app/a:b/.../..c/", "http://app", nil, "/a:b/.../..c"),
        ] as [(String, String, String?, String)])
    func `a URL is that of an application`(
        text: String, origin: String, socketPath: String?, basePath: String
    ) throws {
        let address = try #require(ApplicationAddress(text))
        #expect(address.origin == origin)
        #expect(address.socketPath == socketPath)
        #expect(address.basePath == basePath)
        #expect(ManifestSource(text) == .application(address))
    }

    @Test(arguments: ["/run/app/lists", "/", "/a b"])
    func `an absolute path is that of a spool`(text: String) {
        #expect(ManifestSource(text) == .spool(text))
    }

    @Test(arguments: [
        "", "lists", "./lists", "http:", "http://", "http:///x", "ftp://app/", "file:///etc/passwd",
        "HTTP://app/",
        "https:/app", "http://user@app/", "http://user:pass@app/", "http://app/?a=b", "http://app/#x",
        "http://app/../x", "http://app/a/./b", "http://app/%2e%2e/", "http://app/a%20b", "http://app/a b",
        "http://app\\x", "http://app/\u{FC}", "http://app/\n", "http://app/\u{7F}", "http://app/\"",
        "http://:80/",
        "http://app:/", "http://app:0/", "http://app:65536/", "http://app:+80/", "http://app:8x/",
        "http://app:80:80/",
        "http://unix:run/app.sock", "http://unix:/run/app.sock:lists", "http://unix:/run/app.sock:/../x",
        "http://[::1/", "http://[::1]x/", "http://[::1]:/",
    ])
    func `anything else is nothing`(text: String) {
        #expect(ManifestSource(text) == nil)
    }

    @Test(arguments: [
        ("http://app/lists/", "http://app", true), ("http://app/lists/", "http://app/", true),
        ("http://app/lists/", "http://app/lists", true), ("http://app/lists/", "http://app/lists/", true),
        ("http://app/lists", "http://app/lists/", true), ("http://app/lists/a", "http://app/lists", true),
        ("http://app/lists2", "http://app/lists", false), ("http://app/", "http://app/lists", false),
        ("http://app.evil/", "http://app", false), ("http://app:8000/", "http://app", false),
        ("http://app:8000/", "http://app:80", false), ("https://app/", "http://app", false),
        ("http://unix:/run/a.sock:/x/", "http://unix:/run/a.sock", true),
        ("http://unix:/run/a.sock:/x/", "http://unix:/run/a.sock:", true),
        ("http://unix:/run/a.sock:/x/", "http://unix:/run/a.sock:/x", true),
        ("http://unix:/run/a.sock:/xy/", "http://unix:/run/a.sock:/x", false),
        ("http://unix:/run/a.sock:/x/", "http://unix:/run", false),
        ("http://unix:/run/a.sock:/x/", "http://unix:/run/", false),
        ("http://unix:/run/a.sock:/x/", "http://localhost", false),
        ("http://localhost/x/", "http://unix:/run/a.sock", false),
    ])
    func `an application is beneath its own origin`(text: String, prefix: String, isBeneath: Bool) throws {
        #expect(try #require(ApplicationAddress(text)).isBeneath(prefix) == isBeneath)
    }
}
