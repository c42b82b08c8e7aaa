import ByteIO
import FileTree
import Remote
import TestSupport
import Testing

@testable import Lists

@Suite(.unit) struct SourceMapTests {
    private let tree: TemporaryTree

    init() throws { tree = try TemporaryTree("sources") }

    /// - Parameter items: As `PENSTOCK_SOURCES` has them; whatever directory they name is the same.
    private func map(_ items: String, hasRoot: Bool = false) throws -> SourceMap {
        let root = try Root(path: tree.at("").text)
        return SourceMap(
            root: hasRoot ? root : nil,
            items: try items.split(separator: " ").map { text in
                let item = try #require(SourceItem(String(text)))
                return (item, item.directory == nil ? nil : root)
            })
    }

    /// `INDEX:path` for a file, the identity and query of an object, or what is wrong.
    private func place(_ source: ListEntry.Source, _ map: SourceMap) -> String {
        switch map.place(of: source) {
        case nil: "in the list"
        case .success(.file(let root, let path)): "\(root):\(path.bytes.printable)"
        case .success(.object(.url(let url))): String(decoding: url.bytes, as: UTF8.self)
        case .success(.object(let object)): object.printable
        case .failure(.object(let fault)): fault.reason
        case .failure(let fault): "\(fault)"
        }
    }

    @Test(
        arguments: [
            ("photos/1.jpg", "0:1.jpg"), ("photos2/1.jpg", "3:photos2/1.jpg"), ("photos", "0:"),
            ("/s3/a b?c#d%20ü", "s3://abc/p/a b?c#d%20ü"), ("/s3//a", "s3://abc/p//a"),
            ("//s3/a", "s3://abc/p/a"),
            ("/s3/a/./b", "has a key with a segment . or .."), ("/s3", "s3://abc/p"),
            ("/s3/../a", "leadsUpwards"),
            ("/app/a b?c#d%20ü\\+", "http://app:8000/x/a%20b%3Fc%23d%2520%C3%BC%5C+"),
            ("/app/!$&'()*,;=:@-._~", "http://app:8000/x/!$&'()*,;=:@-._~"), ("/app", "http://app:8000/x"),
            ("/app//a/", "http://app:8000/x//a/"), ("/app/..;/a", "has a segment . or .."),
            ("/app/deep/1", "1:1"), ("/app/deeper/1", "http://app:8000/x/deeper/1"), ("app/1", "3:app/1"),
            ("/other/1", "notAllowed"), ("/data/1", "2:1"), ("https://cdn/media/x", "3:https:/cdn/media/x"),
        ])
    func `the longest prefix decides where a path leads`(path: String, expected: String) throws {
        let map = try map(
            "photos=/srv/photos /s3/=s3://abc/p /app=http://app:8000/x/ /app/deep=/srv/deep /data=/srv https://cdn/media/",
            hasRoot: true)
        #expect(place(.path(path), map) == expected)
    }

    @Test(
        arguments: [
            ("/s3/a%20b%2520?sig=x", "s3://abc/a b%20"), ("/s3/a%2Fb", "s3://abc/a/b"),
            ("/s3%2Fa", "notAllowed"), ("/s3/%2e/a", "has a key with a segment . or .."),
            ("/app/a%20b?sig=x%26&y", "http://app/x/a%20b?sig=x%26&y"), ("/app?sig=x", "http://app/x?sig=x"),
            ("/app/a%2Fb", "http://app/x/a%2Fb"), ("/%61pp/a", "http://app/x/a"), ("/app%2fa", "notAllowed"),
            ("//./app/a", "http://app/x/a"), ("/%2e/app/a", "notAllowed"),
            ("/app/%2e/a", "has a segment . or .."),
            ("/app/é\\", "http://app/x/%C3%A9%5C"), ("/app/a#b", "has a fragment"),
            ("/app/a?x=%zz", "has a % without two hexadecimal digits"), ("/app/%2e%2e/a", "leadsUpwards"),
            ("/app/a%2f..%2f..%2fb", "leadsUpwards"), ("/data/a%20b?x=%zz", "0:a b"), ("/a%20b?x", "1:a b"),
            ("app/a", "1:app/a"),
        ])
    func `a location of mod_zip's text stays as it is for a server`(written: String, expected: String) throws
    {
        let map = try map("/s3/=s3://abc /app/=http://app/x /data/=/srv/data", hasRoot: true)
        var list = ListReader(.text, from: PiecewiseList("- 1 \(written) name\n"))
        let entry = try #require(try list.next())
        #expect(place(entry.source, map) == expected)
    }

    @Test(
        arguments: [
            ("https://cdn/media/x?sig=y", "https://cdn/media/x?sig=y"),
            ("https://cdn/media", "https://cdn/media"),
            ("HTTPS://CDN:443/%6dedia/x", "https://cdn/%6dedia/x"), ("https://cdn/mediax", "notAllowed"),
            ("http://cdn/media/x", "notAllowed"), ("https://cdn:444/media/x", "notAllowed"),
            ("https://cdn/media/deep/%61%20b%2fc?x", "0:a b/c"), ("https://cdn/media/de%65p/%2561", "0:%61"),
            ("https://cdn/media/deep", "0:"), ("https://cdn/media/deep/%00", "leadsUpwards"),
            ("https://cdn/media/proxied/a%20b?sig=y", "http://inside:81/p/a%20b?sig=y"),
            ("https://cdn/media/proxied?y", "http://inside:81/p?y"), ("http://inside:81/p/x", "notAllowed"),
            ("https://cdn/stored/a%20b?sig=y", "s3://abc/q/a b"),
            ("https://cdn/stored/%2520", "s3://abc/q/%20"),
            ("https://cdn/stored/a%2f/b", "s3://abc/q/a//b"), ("https://cdn/stored/", "s3://abc/q/"),
            ("https://cdn/media/../x", "has a segment . or .."),
            ("file:///etc/passwd", "is no URL of http or https"),
            ("https://u@cdn/media/x", "has a user before its host"),
        ])
    func `a URL needs a prefix that covers it`(url: String, expected: String) throws {
        let map = try map(
            """
            https://cdn/media/ https://cdn/media/deep/=/srv/deep https://cdn/media/proxied=http://inside:81/p/ \
            https://cdn/stored=s3://abc/q
            """, hasRoot: true)
        #expect(place(.url(url), map) == expected)
    }

    @Test(
        arguments: [
            ("abc/k ü?", "s3://abc/k ü?"), ("abc/local/a%20b", "0:a%20b"),
            ("abc/web/a b?%", "https://cdn/x/a%20b%3F%25"),
            ("abc/moved/k", "s3://xyz/p/k"), ("abd/k", "notAllowed"), ("xyz/p/k", "notAllowed"),
            ("abc/../k", "has a key with a segment . or .."), ("abc", "has no key behind its bucket"),
        ])
    func `an object of a store needs a prefix, too`(name: String, expected: String) throws {
        let map = try map(
            "s3://abc s3://abc/local=/srv/local s3://abc/web=https://cdn/x s3://abc/moved/=s3://xyz/p")
        #expect(place(.s3(name), map) == expected)
    }

    @Test func `nothing leads anywhere without an item, and texts need none`() throws {
        let map = try map("")
        for source: ListEntry.Source in [
            .path("a"), .path("/a"), .location("/a"), .url("https://cdn/x"), .s3("abc/k"),
        ] {
            #expect(place(source, map) == "notAllowed")
        }
        for source: ListEntry.Source in [.text("a"), .link("a"), .directory] {
            #expect(place(source, map) == "in the list")
        }
    }

    @Test(
        arguments: [
            ("https://cdn/media/x", true), ("https://cdn/x", false), ("http://app/x/y", true),
            ("http://app/y", false),
            ("https://dir/x", false), ("https://from/x", false), ("http://to/x", true),
            ("http://127.0.0.1:22/", false),
        ])
    func `requests may go to targets, and to prefixes without one`(url: String, isAllowed: Bool) throws {
        let map = try map(
            "https://cdn/media/ /app/=http://app/x https://dir/=/srv/dir https://from/=http://to/ a=s3://abc/p"
        )
        #expect(map.allows(.url(try RemoteURL(Array(url.utf8)))) == isAllowed)
        #expect(map.allows(try ObjectLocation(s3: Array("abc/p/k".utf8))))
        #expect(!map.allows(try ObjectLocation(s3: Array("abc/k".utf8))))
    }

    @Test func `of two equal prefixes the first counts`() throws {
        #expect(place(.path("a/1"), try map("a=/srv/1 a=s3://abc")) == "0:1")
        #expect(place(.path("a/1"), try map("a=s3://abc a=/srv/1")) == "s3://abc/1")
    }
}
