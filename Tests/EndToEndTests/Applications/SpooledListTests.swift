import TestSupport
import Testing

extension ApplicationListTests {
    /// Lists in a directory, which an application writes as docs/applications.md has it.
    @Suite struct SpooledListTests {
        private static let heading = "### Lists written in advance: the spool"

        /// Runs the page's `publish`, and returns the link.
        private func publish(_ files: String, into spool: BytePath) async throws -> String {
            let code = try #require(try Page.applications.code(Self.heading, in: "python").first)
                .replacing("/run/app/lists", with: spool.text)
            let result = try await Tool.python("\(code)\nprint(publish(\(files), 'album'))")
            try #require(result.succeeded, "\(result)")
            return try #require(result.lines.first)
        }

        @Test func `a published link can be downloaded until its list is removed`() async throws {
            let tree = try TemporaryTree()
            let spool = try tree.directory("lists")
            try tree.file("root/store/1", "one")
            let site = try await ApplicationSite(spool.text, root: tree.at("root"))
            let link = try await publish("[{'name': 'a/1.txt', 'path': 'store/1'}]", into: spool)
            for ending in ["zip", "tar", "tar.gz"] {
                let answer = try await site.get(link.replacing(".zip", with: ".\(ending)"))
                #expect(answer.status == 200)
                #expect(answer["Content-Disposition"]?.contains("filename=\"album.\(ending)\"") == true)
                let listed = try await Tool("bsdtar").run(["-tf", answer.body.text])
                #expect(listed.lines == ["a/", "a/1.txt"])
            }
            let names = try tree.names("lists")
            #expect(names.count == 1)
            let list = try #require(names.first)
            try FileSystem.setModified(FileTime(1_000_000_000), of: spool / BytePath(list))
            #expect(try await site.get(link).status == 410)
            try tree.remove("lists" / BytePath(list))
            #expect(try await site.get(link).status == 404)
        }
    }
}
