import TestSupport
import Testing

extension EndToEndTests {
    /// The HTML of docs/buttons.md.
    @Suite struct ButtonPageTests {
        private let tree: TemporaryTree
        private let site: FrontSite

        init() async throws {
            tree = try TemporaryTree("buttons")
            for name: BytePath in ["2023/a", "2024/b", "2025/c", "me & you.jpg"] {
                try tree.file("photos" / name, "x")
            }
            site = try await FrontSite(.nginx, tree.root)
        }

        private func page(_ index: Int) async throws -> HTMLPage {
            let blocks = try Page.buttons.code("## HTML", in: "html")
            return try await HTMLPage(Array(blocks[index].utf8), at: site.server.url("/"))
        }

        private static let all = ["2023/", "2023/a", "2024/", "2024/b", "2025/", "2025/c", "me & you.jpg"]

        private static func names(_ top: String, _ entries: [String]) -> [String] {
            ["\(top)/"] + entries.map { "\(top)/\($0)" }
        }

        @Test func `its links lead to archives`() async throws {
            let links = try await page(0).links
            try #require(links.count == 3)
            let some = ["2023/", "2023/a", "2024/", "2024/b"]
            for (link, format, names) in [
                (links[0], .zip, Self.names("photos", Self.all)),
                (links[1], .tarGzip, Self.names("photos", Self.all)),
                (links[2], .zip, Self.names("two years", some)),
            ] as [(String, ArchiveFormat, [String])] {
                let answer = try await site.curl.get(link)
                #expect(answer.status == 200, "\(link)")
                #expect(try await ArchiveListing.names(try answer.bytes(), format) == names, "\(link)")
                #expect(answer["Content-Disposition"]?.hasPrefix("attachment; ") == true)
            }
        }

        @Test(arguments: [[], ["--get"]])
        func `its form sends what is ticked, and else the whole folder`(method: [String]) async throws {
            let form = try await page(1)
            #expect(form.boxes.count == 3)
            for (ticked, names) in [
                (0, Self.all), (2, ["2023/", "2023/a", "2024/", "2024/b"]),
                (3, ["2023/", "2023/a", "2024/", "2024/b", "me & you.jpg"]),
            ] {
                let fields = form.boxes.prefix(ticked) + [form.button]
                let options = fields.flatMap { ["--data-urlencode", "\($0.name)=\($0.value)"] }
                let answer = try await site.curl.get(form.action, method + options)
                #expect(
                    try await ArchiveListing.names(try answer.bytes()) == Self.names("photos", names),
                    "\(ticked)")
            }
        }

        @Test(arguments: ["/archive/photos.tar", "/archive/photos.zip?compression=store"])
        func `a program learns a size that it can put beside the link`(path: String) async throws {
            let head = try await site.get(path, ["--head"])
            let size = try await site.get(path).bodySize
            #expect(head.contentLength == size && size > 0)
        }
    }
}
