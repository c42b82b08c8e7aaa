import TestSupport
import Testing

extension EndToEndTests {
    /// What axe-core, a strict parser of HTML, and the browser's own console have to say: 1280 and 390 pixels wide, light and
    /// dark.
    @Suite(.enabled(if: PageTool.hasCheckers)) struct PageAuditTests {
        /// Expects pages without a fault.
        private static func audit(_ pages: [(status: Int, url: String)]) async throws {
            let arguments = pages.map { "\($0.status)=\($0.url)" }
            let result = try await PageTool.check("audit.py", [try PageTool.axe] + arguments)
            #expect(result.lines == ["\(4 * pages.count) looks"], "\(result)")
        }

        private static func album() throws -> TemporaryTree {
            let tree = try TemporaryTree()
            try tree.file("album/sub/notes.txt", "notes")
            try tree.file("album/photo.jpg", [UInt8](repeating: 65, count: 2000))
            try tree.directory("album/empty")
            try tree.link("album/link", to: "photo.jpg")
            try tree.link("album/lost", to: "nowhere")
            try tree.file("album/secret", "secret", mode: 0)
            try tree.directory("album/closed", mode: 0)
            return tree
        }

        @Test func `listings have no fault`() async throws {
            let site = try await PageSite(try Self.album(), ["PENSTOCK_SYMLINKS": "follow"]) {
                $0.unprivileged = FileSystem.isRoot
            }
            let paths = [
                "", "album/", "album/?ticked=all", "album/?q=photo", "album/?q=zebra",
                "album/?sort=time&order=desc", "album/empty/", "album/sub/",
            ]
            try await Self.audit(
                paths.map { (200, site.url("/archive/\($0)")) } + [(200, site.url("/linked/album/"))])
        }

        @Test func `listings of folders over a limit have no fault`() async throws {
            for (name, value) in [("BYTES", "1000"), ("ENTRIES", "3"), ("DEPTH", "1")] {
                let site = try await PageSite(try Self.album(), ["PENSTOCK_MAX_\(name)": value])
                try await Self.audit([(200, site.url("/archive/album/"))])
            }
        }

        @Test func `a listing of names that break pages has no fault`() async throws {
            let tree = try TemporaryTree()
            try PageNames.make(in: tree)
            let site = try await PageSite(tree)
            try await Self.audit(
                ["/archive/files/", "/archive/folders/", "/linked/files/"].map { (200, site.url($0)) }
                    + PageNames.all.prefix(5).map { name in
                        (200, site.url("/archive/folders/\(name.percentEncoded)/"))
                    })
        }

        @Test func `a second page of ten thousand names has no fault`() async throws {
            let tree = try TemporaryTree(in: .memory)
            for number in 0..<10_020 { try tree.file("many/\(String(number))", "") }
            let site = try await PageSite(tree)
            try await Self.audit([(200, site.url("/archive/many/?page=2"))])
        }

        @Test func `errors have no fault`() async throws {
            let site = try await PageSite(try Self.album(), ["PENSTOCK_MAX_BYTES": "1000"])
            try await Self.audit([
                (404, site.url("/unlisted/album/")), (404, site.url("/archive/none/")),
                (404, site.url("/archive/none.zip")), (400, site.url("/archive/album.zip?select=../x")),
                (413, site.url("/archive/album.zip")),
            ])
        }

        @Test func `the status has no fault`() async throws {
            let tree = try TemporaryTree()
            try tree.sparseFile("large \u{202E}<b>/file", size: 64 << 20)
            let site = try await PageSite(tree)
            try await Self.audit([(200, site.url("/status"))])
            let held = try await site.penstock.client().open(
                FastCGIRequest("GET", "/archive/large \u{202E}<b>.tar", root: tree.root))
            _ = try await held.receive(upTo: 1)
            try await Self.audit([(200, site.url("/status"))])
            withExtendedLifetime(held) {}
        }

        @Test func `the page that asks to come again has no fault`() async throws {
            let tree = try TemporaryTree()
            try tree.sparseFile("large/file", size: 64 << 20)
            let site = try await PageSite(tree, serve: ["--max-streams", "1"])
            let held = try await site.penstock.client().open(
                FastCGIRequest("GET", "/archive/large.tar", root: tree.root))
            _ = try await held.receive(upTo: 1)
            try await Self.audit([(503, site.url("/archive/large.zip"))])
            withExtendedLifetime(held) {}
        }
    }
}
