import TestSupport
import Testing

/// What a browser finds on a page, told by Python's reader of HTML.
struct HTMLPage {
    /// Of links, absolute.
    let links: [String]
    /// Of the only form, absolute.
    let action: String
    /// Names and values of its boxes.
    let boxes: [(name: String, value: String)]
    /// Of its button.
    let button: (name: String, value: String)

    init(_ text: [UInt8], at url: String) async throws {
        let result = try await Tool("python3").run(["-c", Self.script, url], input: text)
        try #require(result.succeeded, "\(result)")
        let found = result.lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
        func values(_ kind: String) -> [[String]] {
            found.filter { $0[0] == kind }.map { $0.dropFirst().map(String.init) }
        }
        links = values("link").map { $0[0] }
        action = values("form").first?[0] ?? ""
        boxes = values("checkbox").map { ($0[0], $0[1]) }
        button = values("button").first.map { ($0[0], $0[1]) } ?? ("", "")
    }

    /// The links to folders beneath the page's own.
    func folders(beneath url: String) -> [String] {
        links.filter { $0.hasPrefix(url) && $0.hasSuffix("/") && $0 != url }
    }

    /// The links to archives.
    var archives: [String] { links.filter { $0.contains("format=") } }

    private static let script = """
        import html.parser, sys, urllib.parse
        class Reader(html.parser.HTMLParser):
            def handle_starttag(self, tag, attributes):
                found = dict(attributes)
                absolute = lambda name: urllib.parse.urljoin(sys.argv[1], found[name])
                if tag == 'a' and 'href' in found: print('link', absolute('href'), sep='\\t')
                if tag == 'form': print('form', absolute('action'), sep='\\t')
                if tag == 'button': print('button', found['name'], found['value'], sep='\\t')
                if tag == 'input': print(found['type'], found['name'], found['value'], sep='\\t')
        Reader().feed(sys.stdin.buffer.read().decode())
        """
}
