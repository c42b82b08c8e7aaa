import TestSupport
import Testing

extension EndToEndTests {
    /// Every row of a page, whatever its name is.
    @Suite struct PageNameTests {
        private static func rows(_ what: String, _ url: (PageSite) -> String, _ folder: BytePath) async throws
        {
            let tree = try TemporaryTree()
            try PageNames.make(in: tree)
            let site = try await PageSite(tree)
            let result = try await PageTool.run("rows.py", [what, url(site), tree.at(folder).text])
            #expect(result.lines == ["\(PageNames.all.count) rows"], "\(result)")
        }

        @Test func `a tick downloads the file of its row`() async throws {
            try await Self.rows("ticks", { $0.url("/archive/files/") }, "files")
        }

        @Test func `a link leads to the file of its row`() async throws {
            try await Self.rows("links", { $0.url("/linked/files/") }, "files")
        }

        @Test func `a folder's link and its button lead to the folder of their row`() async throws {
            try await Self.rows("folders", { $0.url("/archive/folders/") }, "folders")
        }
    }
}
