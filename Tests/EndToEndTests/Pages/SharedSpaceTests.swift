import TestSupport
import Testing

extension EndToEndTests {
    /// A site whose files and folders have the same URL space.
    @Suite struct SharedSpaceTests {
        private static func rows(_ what: String, _ folder: BytePath) async throws {
            let tree = try TemporaryTree()
            try PageNames.make(in: tree)
            let site = try await SharedSpaceSite(tree)
            let result = try await PageTool.run(
                "rows.py", [what, site.url("/\(folder)/"), tree.at(folder).text])
            #expect(result.lines == ["\(PageNames.all.count) rows"], "\(result)")
        }

        @Test func `a link leads to the file of its row in one URL space`() async throws {
            try await Self.rows("links", "files")
        }

        @Test func `a folder's link and its button lead to the folder of their row in one URL space`()
            async throws
        {
            try await Self.rows("folders", "folders")
        }

        @Test func `a visit goes from folder to folder, and downloads`() async throws {
            let tree = try TemporaryTree()
            try tree.file("album/sub/index.html", "<h1>Not a listing</h1>")
            try tree.file("album/photo.jpg", "photo")
            try tree.file("album.zip", "a file of that name")
            let site = try await SharedSpaceSite(tree)
            let told = try await Visit.lines([
                .open(site.url("/")), .read("tbody bdi"), .download(.archive("album/")),
                .follow(.link("album/")),
                .follow(.link("sub/")), .read("h1"), .download(.button(.tarGzip)), .back,
                .tick("photo.jpg"), .download(.button(.zip)),
            ])
            #expect(
                told == [
                    "album/ | album.zip",
                    "album.zip | album/ | album/photo.jpg | album/sub/ | album/sub/index.html", "sub",
                    "sub.tar.gz | sub/ | sub/index.html",
                    "album.zip | album/ | album/photo.jpg",
                ])
        }

        @Test func `what penstock does not show, nginx does not send`() async throws {
            let tree = try TemporaryTree()
            try tree.file("album/.secret", "secret")
            try tree.file(".git/config", "secret")
            let site = try await SharedSpaceSite(tree)
            let curl = Curl(into: try TemporaryTree("downloads"))
            for path in ["/album/.secret", "/.git/config", "/album/%2esecret", "/.git/", "/.git/?format=zip"]
            {
                #expect(try await curl.get(site.url(path)).status == 404, "\(path)")
            }
        }
    }
}
