import HTTP
import Pages
import TestSupport
import Testing

@testable import Responder

/// Folders as they are shown, asked of a responder over a tree.
@Suite(.unit) struct ListingTests {
    private static let listing = [
        "PENSTOCK_LISTING": "on", "HTTP_ACCEPT": "text/html", "HTTP_HOST": "files.example.org",
    ]

    private static func site() throws -> RespondingSite {
        let site = try RespondingSite("listing")
        for (name, size) in [
            ("photo 9.jpg", 900), ("photo 10.jpg", 10), ("B.txt", 5), ("a.txt", 5), ("sub/deep/c.bin", 3000),
            ("sub/d", 1), (".hidden", 1),
        ] { try site.tree.file(BytePath(name), String(repeating: "x", count: size)) }
        try site.tree.directory("empty")
        return site
    }

    /// The names in the order of a page.
    private static func names(_ site: RespondingSite, _ query: String = "") -> [String] {
        let answer = site.ask("/", query: query, listing)
        let page = String(decoding: answer.body, as: UTF8.self)
        return page.split(separator: "<bdi>").dropFirst(2).map { String($0.prefix { $0 != "<" }) }
    }

    @Test func `folders come first, then names as people sort them`() throws {
        let site = try Self.site()
        #expect(Self.names(site) == ["empty/", "sub/", "a.txt", "B.txt", "photo 9.jpg", "photo 10.jpg"])
        #expect(
            Self.names(site, "sort=name&order=desc")
                == ["sub/", "empty/", "photo 10.jpg", "photo 9.jpg", "B.txt", "a.txt"])
        #expect(
            Self.names(site, "sort=size&order=desc")
                == ["sub/", "empty/", "photo 9.jpg", "photo 10.jpg", "a.txt", "B.txt"])
        #expect(
            Self.names(site, "sort=size&order=asc")
                == ["empty/", "sub/", "a.txt", "B.txt", "photo 10.jpg", "photo 9.jpg"])
    }

    @Test func `search finds parts of names in any case`() throws {
        let site = try Self.site()
        #expect(Self.names(site, "q=PHOTO+1") == ["photo 10.jpg"])
        #expect(Self.names(site, "q=b") == ["sub/", "B.txt"])
        #expect(Self.names(site, "q=%C3%BC") == [])
        #expect(Self.names(site, "q=hidden") == [])
    }

    @Test func `JSON says what an archive will hold, to the byte`() throws {
        let site = try Self.site()
        let answer = site.ask("/", query: "format=json", Self.listing)
        #expect(answer.headers["Content-Type"] == "application/json")
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(
            text.contains(
                #""name": "sub", "type": "directory", "href": "sub/", "select": "sub", "bytes": 3001, "files": 2"#
            ))
        #expect(text.contains(#""total": {"here": 6, "entries": 9, "files": 6, "bytes": 3921}"#))
        let archive = site.ask("/", method: "HEAD", query: "format=tar", Self.listing)
        let length = try #require(archive.headers["Content-Length"])
        let tag = try #require(archive.headers["ETag"])
        #expect(
            text.contains(
                #"{"format": "tar", "href": "?format=tar", "etag": \#(tag), "bytes": \#(length), "resumable": true}"#
            ))
        let preferred = site.ask("/", Self.listing.merging(["HTTP_ACCEPT": "application/json"]) { $1 })
        #expect(preferred.body == answer.body)
    }

    @Test func `a folder's address ends in a slash, wherever a proxy has put it`() throws {
        let site = try Self.site()
        try site.tree.file("50%: a/b", "")
        let answer = site.ask("/50%: a", query: "sort=size", Self.listing)
        #expect(answer.status == 301 && answer.headers["Location"] == "./50%25%3A%20a/?sort=size")
        #expect(site.ask("/50%: a/", Self.listing).status == 200)
        #expect(site.ask("/B.txt", Self.listing).status == 404)
        #expect(site.ask("/B.txt/", Self.listing).status == 404)
        #expect(site.ask("/none/", Self.listing).status == 404)
        #expect(site.ask("/.hidden/", Self.listing).status == 404)
    }

    @Test func `archives are asked for as without listings`() throws {
        let site = try Self.site()
        for (path, query) in [("/sub.zip", ""), ("/sub/", "format=tar"), ("/", "format=zip")] {
            let answer = site.ask(path, query: query, Self.listing)
            #expect(answer.headers["Content-Disposition"]?.hasPrefix("attachment") == true)
            #expect(answer.body == site.ask(path, query: query).body)
        }
        #expect(site.ask("/", query: "format=rar", Self.listing).status == 400)
    }

    @Test func `a page that has not changed is not sent again`() throws {
        let site = try Self.site()
        let first = site.ask("/", Self.listing)
        let tag = try #require(first.headers["ETag"])
        let second = site.ask("/", Self.listing.merging(["HTTP_IF_NONE_MATCH": tag]) { $1 })
        #expect(second.status == 304 && second.body.isEmpty && second.headers["ETag"] == tag)
        #expect(second.headers["Vary"] == "Accept")
        try site.tree.file("sub/new", "x")
        let third = site.ask("/", Self.listing.merging(["HTTP_IF_NONE_MATCH": tag]) { $1 })
        #expect(third.status == 200 && third.headers["ETag"] != tag)
        let head = site.ask("/", method: "HEAD", Self.listing)
        #expect(head.body.isEmpty && head.headers["Content-Length"] == String(third.body.count))
    }

    @Test func `without listings every path says the same`() throws {
        let site = try Self.site()
        let bodies = ["/", "/sub", "/sub/", "/none/", "/B.txt"].map { path in
            let answer = site.ask(path, ["HTTP_ACCEPT": "text/html"])
            #expect(answer.status == 404)
            return String(decoding: answer.body, as: UTF8.self)
        }
        #expect(Set(bodies).count == 1)
        #expect(bodies[0].contains("No archive was asked for"))
    }

    @Test func `too much for one archive is said on the page, and the page leads to the folder`() throws {
        let site = try Self.site()
        let limited = Self.listing.merging(["PENSTOCK_MAX_BYTES": "3000"]) { $1 }
        let page = String(decoding: site.ask("/", limited).body, as: UTF8.self)
        #expect(page.contains("3.9 kB of 3.0 kB"))
        let refusal = site.ask("/sub.zip", limited)
        #expect(refusal.status == 413)
        let text = String(decoding: refusal.body, as: UTF8.self)
        #expect(
            text.contains("holds 3.0 kB; at most 3.0 kB") && text.contains("href=\"./sub/\">Open the folder"))
    }

    @Test func `what archives leave out is not shown, and has no page`() throws {
        let site = try Self.site()
        try site.tree.link("to-sub", to: site.tree.at("sub"))
        try site.tree.link("out", to: "/etc")
        let variables = Self.listing.merging(["PENSTOCK_EXCLUDE": "sub/ to-sub/ *.jpg B.txt/"]) { $1 }
        let page = String(decoding: site.ask("/", variables).body, as: UTF8.self)
        for name in ["sub", "to-sub", "photo 9", ".hidden"] {
            #expect(!page.contains("<bdi>\(name)"), "\(name)")
        }
        #expect(page.contains("B.txt") && page.contains("empty/") && page.contains("not in the archive"))
        for path in ["/sub/", "/to-sub/", "/sub/deep/", "/out/", "/.hidden/"] {
            #expect(site.ask(path, variables).status == 404, "\(path)")
        }
        let skipping = Self.listing.merging(["PENSTOCK_SYMLINKS": "skip"]) { $1 }
        let others = String(decoding: site.ask("/", skipping).body, as: UTF8.self)
        #expect(!others.contains("<bdi>to-sub") && !others.contains("<bdi>out"))
        try site.tree.link("good", to: "B.txt")
        let storing = Self.listing.merging(["PENSTOCK_SYMLINKS": "store"]) { $1 }
        let links = String(decoding: site.ask("/", storing).body, as: UTF8.self)
        #expect(
            links.contains("value=\"good\"") && !links.contains("value=\"out\"")
                && links.contains("<bdi>out</bdi>"))
    }

    @Test func `the limit of entries is told where an archive is refused, to the entry`() throws {
        let site = try Self.site()
        for number in 0..<3 { try FileSystem.makeFIFO(site.tree.at("fifo\(number)")) }
        for limit in 7...12 {
            let variables = Self.listing.merging(["PENSTOCK_MAX_ENTRIES": String(limit)]) { $1 }
            let page = String(decoding: site.ask("/", variables).body, as: UTF8.self)
            let archive = site.ask("/", method: "HEAD", query: "format=tar", variables)
            #expect(page.contains("id=\"limit\"") == (archive.status == 413), "\(limit)")
        }
    }

    @Test func `the way back from what is not there leads to the folder above`() throws {
        let site = try Self.site()
        func links(_ path: String) -> String {
            String(decoding: site.ask(path, Self.listing).body, as: UTF8.self)
        }
        #expect(links("/sub/none.zip").contains("href=\"./\">See the folder"))
        #expect(links("/sub/none/").contains("href=\"../\">See the folder"))
        let hidden = site.ask("/", Self.listing.merging(["PENSTOCK_ROOT": "/nonexistent"]) { $1 })
        #expect(!String(decoding: hidden.body, as: UTF8.self).contains("See the folder"))
    }

    @Test func `fields of the page's address are not those of its form`() throws {
        let page = String(
            decoding: try Self.site().ask("/", query: "select=a.txt&name=x", Self.listing).body, as: UTF8.self
        )
        #expect(page.contains("method=\"post\" action=\"?\""))
    }

    @Test func `the log says what was shown`() throws {
        let answer = try Self.site().ask("/", Self.listing)
        #expect(
            answer.log["outcome"] == "shown" && answer.log["format"] == "html" && answer.log["entries"] == "6"
        )
        #expect(answer.log["bytes-sent"] == String(answer.body.count))
    }

    @Test func `a host that is none gets into no page`() throws {
        let site = try Self.site()
        for host in ["a<script>", "a b", "", "_"] {
            let page = site.ask("/", Self.listing.merging(["HTTP_HOST": host, "SERVER_NAME": "_"]) { $1 })
            #expect(String(decoding: page.body, as: UTF8.self).contains("<title>localhost</title>"))
        }
    }
}
