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
        ("http://host/b", "from https to"), ("https://elsewhere/", "not allowed here"),
        ("https://other/", "not allowed here"), ("//elsewhere/b", "not allowed here"),
        ("https://host:22/", "not allowed here"), ("http://169.254.169.254/", "from https to"),
        ("https://169.254.169.254/", "not allowed here"), ("file:///etc/passwd", "no URL"),
        ("https://user@host/", "no URL"), ("../%2e%2e/b", "no URL"),
    ])
    func `leads nowhere else, and never from https to http`(reference: String, words: String) throws {
        var way = try Self.way(from: "https://host/a?signature=secret")
        let before = way.url
        let error = #expect(throws: FetchFault.self) { try way.follow(Array(reference.utf8), Self.rules) }
        guard case .lasting(let reason) = error else {
            Issue.record("\(reference): \(String(describing: error))")
            return
        }
        #expect(reason.contains(words) && !reason.contains("secret"), "\(reason)")
        #expect(way.url == before)
    }

    @Test func `leads three steps far`() throws {
        var way = try Self.way(from: "http://host/0")
        for step in 1...3 { try way.follow(Array("/\(step)".utf8), Self.rules) }
        #expect(throws: FetchFault.lasting("more than 3 redirections")) {
            try way.follow(Array("/4".utf8), Self.rules)
        }
    }
}
