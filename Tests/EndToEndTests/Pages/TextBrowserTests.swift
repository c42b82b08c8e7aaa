import TestSupport
import Testing

extension EndToEndTests {
    /// Browsers of terminals, which know no stylesheet and no script.
    @Suite struct TextBrowserTests {
        /// - Parameter steps: What is waited for on the screen, and the keys that are typed then.
        private static func files(fetchedBy command: [String], _ steps: KeyValuePairs<String, String>)
            async throws -> [String]
        {
            let tree = try TemporaryTree()
            for name: BytePath in ["a b.txt", "c.txt", "d & e.txt"] {
                try tree.file("album" / name, name.bytes)
            }
            let site = try await PageSite(tree)
            let downloads = try TemporaryTree("downloads")
            let result = try await PageTool.run(
                "terminal.py",
                [downloads.path] + command + [site.url("/archive/album/"), "--"]
                    + steps.flatMap { [$0.key, $0.value] })
            try #require(result.succeeded, "\(result)")
            let archive = try downloads.contents("album.zip")
            return try await ArchiveListing.names(archive)
        }

        @Test func `lynx downloads what is ticked in it`() async throws {
            let names = try await Self.files(
                fetchedBy: ["lynx"],
                [
                    "Skip to the files": #"/a b.txt\r"#, "heckbox": #"\r"#, "X": #"/d & e.txt\r"#,
                    "d & e.txt": #"\r"#, "X": #"/Download ZIP\r"#, "submit button": #"\r"#, "D)ownload": "d",
                    "Save to disk": #"/Save to disk\r"#, "Save to disk Arrow keys": #"\r"#,
                    "album.zip": #"\r"#, "Save to disk": "q", "sure": "y",
                ])
            #expect(names == ["album/", "album/a b.txt", "album/d & e.txt"])
        }

        @Test func `w3m downloads what is ticked in it`() async throws {
            let names = try await Self.files(
                fetchedBy: ["w3m"],
                [
                    "Times are UTC": #"/a b.txt\r"#, "Viewing": #"\x1b\t\r"#, "*": #"/d & e.txt\r"#,
                    "Viewing": #"\x1b\t\r"#, "*": #"/Download ZIP\r"#, "Viewing": #"\r"#,
                    "album.zip": #"\r"#, "Download complete": "Q",
                ])
            #expect(names == ["album/", "album/a b.txt", "album/d & e.txt"])
        }
    }
}
