import TestSupport
import Testing

@testable import Remote

@Suite(.unit) struct RedirectionsTests {
    private static let rules = FetchRules { location in
        OriginPrefix("http://host/")?.covers(location) == true
            || OriginPrefix("https://host/")?.covers(location) == true
            || OriginPrefix("https://other/media/")?.covers(location) == true
    }

    private static func way(from url: String) throws -> Redirections {
        Redirections(from: try RemoteURL(Array(url.utf8)))
    }

    @Test(arguments: [
        ("http://host/a", "/b", "http://host/b", false),
        ("http://host/a", "https://host/b", "https://host/b", true),
        ("https://host/a", "https://other/media/b?c", "https://other/media/b?c", true),
        ("http://host:80/a/b", "c", "http://host/a/c", false),
    ])
    func `leads to what is allowed`(row: (from: String, reference: String, to: String, elsewhere: Bool))
        throws
    {
        var way = try Self.way(from: row.from)
        try way.follow(Array(row.reference.utf8), Self.rules)
        #expect(String(decoding: way.url.bytes, as: UTF8.self) == row.to)
        #expect(way.leadElsewhere == row.elsewhere)
    }

    @Test(arguments: [
        "http://host/b", "https://elsewhere/", "https://other/", "//elsewhere/b", "file:///etc/passwd",
        "https://user@host/", "http://169.254.169.254/", "https://host:22/", "",
    ])
    func `leads nowhere else, and never from https to http`(reference: String) throws {
        var way = try Self.way(from: "https://host/a?signature=secret")
        let error = #expect(throws: FetchFault.self) {
            // An empty reference is the place itself, once too often.
            for _ in 0..<4 { try way.follow(Array(reference.utf8), Self.rules) }
        }
        guard case .lasting(let words) = error else {
            Issue.record("\(reference): \(String(describing: error))")
            return
        }
        #expect(!words.contains("secret"))
    }

    @Test func `leads three steps far`() throws {
        var way = try Self.way(from: "http://host/0")
        for step in 1...3 { try way.follow(Array("/\(step)".utf8), Self.rules) }
        #expect(throws: FetchFault.lasting("more than 3 redirections")) {
            try way.follow(Array("/4".utf8), Self.rules)
        }
    }
}
