import TestSupport
import Testing

@testable import Pages

/// What a page says; how it looks and works is seen in browsers.
@Suite(.unit) struct ListingPageTests {
    private static func listing(
        _ rows: [Listing.Row] = [row("a.txt")], path: [String] = ["projects", "harbour"],
        query: ListingQuery = .init()
    ) -> Listing {
        var listing = Listing(
            path: path.map { Array($0.utf8) }, site: "files.example.org",
            address: "https://files.example.org/archive/", query: query,
            limits: .init(bytes: nil, entries: 1_000_000, depth: 128))
        listing.rows = rows
        listing.folderCount = rows.count { $0.kind == .folder }
        listing.fileCount = rows.count - listing.folderCount
        listing.formats = ["zip", "tar"]
        listing.archiveName = "har'bour"
        listing.whole = .init(
            entries: 1, files: 1, bytes: 2_500_000, lengths: [nil, 10240], entityTags: ["00ff", "11ff"])
        return listing
    }

    private static func row(
        _ name: String, _ kind: Listing.Row.Kind = .file, _ access: Listing.Row.Access = .readable,
        isLink: Bool = false,
        bytes: UInt64? = 2_500_000, files: UInt64? = nil, modified: Int64 = 1_762_265_600
    ) -> Listing.Row {
        .init(
            name: Array(name.utf8)[...], kind: kind, isLink: isLink, access: access, bytes: bytes,
            files: files,
            modified: modified)
    }

    private static func page(_ listing: Listing) -> String {
        String(decoding: ListingPage.document(listing).bytes, as: UTF8.self)
    }

    @Test func `the way to a folder begins with the site`() {
        let page = Self.page(Self.listing())
        #expect(
            page.contains(
                "<ol><li><a href=\"../../\">files.example.org</a><li><a href=\"../\"><bdi>projects</bdi></a></ol>"
            ))
        #expect(page.contains("<title>harbour – files.example.org</title>"))
        let root = Self.page(Self.listing(path: []))
        #expect(
            !root.contains("<nav aria-label=\"Breadcrumb\">")
                && root.contains("<title>files.example.org</title>"))
    }

    @Test func `nothing selected means the whole folder`() {
        let page = Self.page(Self.listing())
        #expect(page.contains("The whole folder <span class=soft>1 file, 2.5 MB</span>"))
        #expect(!page.contains("name=\"only\""))
    }

    @Test(
        arguments: [
            (.bytes(5_500_000_000, most: 4_000_000_000), "5.5 GB of 4.0 GB"),
            (.entries(nil, most: 10_000), "holds more than 10,000 files and folders"),
            (.entries(10_001, most: 10_000), "holds 10,001 files and folders; at most 10,000"),
            (.depth(most: 128), "levels"), (.unreadable, "cannot be downloaded as a whole"),
        ] as [(Listing.Obstacle, String)])
    func `where the whole folder cannot be had, that is said before the click`(
        obstacle: Listing.Obstacle, words: String
    ) {
        var listing = Self.listing()
        listing.obstacle = obstacle
        let page = Self.page(listing)
        #expect(page.contains(words))
        #expect(page.contains("<input type=\"hidden\" name=\"only\" value=\"selected\">"))
        #expect(page.contains("Nothing is selected") && !page.contains("The whole folder <"))
        #expect(String(decoding: ListingJSON.bytes(listing), as: UTF8.self).contains("\"archives\": []"))
    }

    @Test func `what was found is ticked, and nothing else is sent`() {
        var query = ListingQuery()
        query.search = "a\"b"
        var listing = Self.listing(query: query)
        listing.foundCount = 1
        let page = Self.page(listing)
        #expect(page.contains("value=\"a&quot;b\""))
        #expect(
            page.contains(" checked>") && page.contains("name=\"only\"")
                && page.contains("data-of=\" of 1 found\""))
    }

    @Test func `a name leads nowhere unless its files are served`() {
        var listing = Self.listing([Self.row("50% #1?.txt")])
        #expect(!Self.page(listing).contains("50%25"))
        #expect(Self.page(listing).contains("<label id=n0 for=t0><bdi>50% #1?.txt</bdi></label>"))
        listing.files = "/files/projects/"
        #expect(Self.page(listing).contains("<a id=n0 href=\"/files/projects/50%25%20%231%3F.txt\">"))
    }

    @Test func `a folder has its own sizes and a link to its archive`() {
        let full = Self.page(Self.listing([Self.row("c:d", .folder, bytes: 317_396_356, files: 30)]))
        #expect(full.contains("<a id=n0 href=\"c%3Ad/\"><bdi>c:d/</bdi></a>"))
        #expect(full.contains("href=\"c%3Ad/?format=zip\" aria-label=\"Download c:d/ as ZIP\""))
        #expect(full.contains("317 MB <small>30 files</small>"))
        let empty = Self.page(Self.listing([Self.row("d", .folder, bytes: 0, files: 0)]))
        #expect(empty.contains("<td class=s>empty<") && !empty.contains("?format=zip\" aria-label"))
        let unknown = Self.page(Self.listing([Self.row("d", .folder, bytes: nil, files: nil)]))
        #expect(unknown.contains("<td class=s><td class=m>"))
    }

    @Test func `what cannot be downloaded has no box`() {
        let page = Self.page(
            Self.listing([Self.row("a", .file, .unreadable), Self.row("b", .file, .leftOut, isLink: true)]))
        #expect(!page.contains("type=checkbox"))
        #expect(page.contains("not readable") && page.contains("not in the archive"))
        #expect(page.contains("<bdi>b</bdi> <span class=pill>link</span>"))
    }

    @Test func `the command for a terminal goes on where it was, of the same archive alone`() {
        #expect(
            Self.page(Self.listing()).contains(
                "curl -fL -C - -o 'har'\\''bour.zip' 'https://files.example.org/archive/?format=zip&amp;etag=00ff'"
            ))
    }

    @Test(arguments: [Int64.min, -62_167_219_201, 253_402_300_800, Int64.max])
    func `a year that is none is not shown`(time: Int64) {
        #expect(!Self.page(Self.listing([Self.row("a", modified: time)])).contains("<time"))
    }

    @Test func `the pages of a long folder lead to each other`() {
        var query = ListingQuery()
        query.page = 2
        var listing = Self.listing(query: query)
        listing.pageCount = 3
        let page = Self.page(listing)
        #expect(page.contains("<a rel=prev href=\"?\">") && page.contains("<a rel=next href=\"?page=3\">"))
        #expect(page.contains("Page 2 of 3") && page.contains("all 3 pages"))
    }
}
