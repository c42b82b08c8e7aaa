import TestSupport
import Testing

extension EndToEndTests {
    /// Links to archives on pages on which web servers list folders.
    @Suite struct ButtonTests {
        private static let page = "<!DOCTYPE html><title>Mine</title><h1>Mine</h1>\n"

        private static func tree() throws -> TemporaryTree {
            let tree = try TemporaryTree("listed")
            try tree.compressibleFile("photos/deep/file", size: 100_000)
            try tree.file("photos/page.html", page)
            try tree.file("site/index.html", page)
            for name in FrontTree.oddNames { try tree.file(BytePath(name) / "file", name) }
            return tree
        }

        /// A server that lists `tree`, and curl in front of it.
        private struct Site {
            let server: any WebServer
            let curl: Curl
            let downloads: TemporaryTree
            private let penstock: PenstockServer
            private let tree: TemporaryTree

            init(
                _ kind: ListingServer, _ tree: TemporaryTree, restriction: String = ""
            ) async throws {
                self.tree = tree
                penstock = try await PenstockServer(["--listen-mode", "0666"])
                server = try await kind.start(
                    penstock.address, root: tree.root, restriction: restriction)
                downloads = try TemporaryTree("downloads")
                curl = Curl(into: downloads)
            }

            func page(_ url: String) async throws -> HTMLPage {
                let answer = try await curl.get(url)
                try #require(answer.status == 200, "\(url)")
                return try await HTMLPage(try answer.bytes(), at: url)
            }

            /// Whether the archives that a page links to are those of `directory`.
            func expectArchives(of directory: BytePath, at url: String) async throws {
                let links = try await page(url).archives
                #expect(links.count == 2, "\(url): \(links)")
                for (link, format) in zip(links, [ArchiveFormat.zip, .tarGzip]) {
                    let answer = try await curl.get(link)
                    let packed = try await PenstockPack.archive(directory, as: format, in: downloads)
                    #expect(answer.status == 200 && answer["Content-Type"] == format.mediaType, "\(link)")
                    #expect(try FileSystem.sameContents(answer.body, packed), "\(link)")
                }
            }
        }

        @Test(arguments: ListingServer.allCases)
        func `the page of each folder links to its archives, whatever the folder is called`(
            kind: ListingServer
        ) async throws {
            let tree = try Self.tree()
            let site = try await Site(kind, tree)
            let top = site.server.url("/files/")
            try await site.expectArchives(of: tree.root, at: top)
            // The names are those that the server itself gives in its links.
            let folders = try await site.page(top).folders(beneath: top)
            var names: [String] = []
            for folder in folders {
                let name = String(folder.dropFirst(top.count).dropLast()).percentDecodedOnce
                names.append(name)
                if name != "site" { try await site.expectArchives(of: tree.at(BytePath(name)), at: folder) }
            }
            #expect(names.sorted() == (FrontTree.oddNames + ["photos", "site"]).sorted())
            try await site.expectArchives(of: tree.at("photos/deep"), at: top + "photos/deep/")
        }

        @Test(arguments: ListingServer.allCases)
        func `a page that is sorted otherwise has the links, too`(kind: ListingServer) async throws {
            let tree = try Self.tree()
            let site = try await Site(kind, tree)
            try await site.expectArchives(
                of: tree.at("photos"), at: site.server.url("/files/photos/?C=N&O=D"))
        }

        @Test(arguments: ListingServer.allCases)
        func `files and the page of a folder that has one are sent as they are`(kind: ListingServer)
            async throws
        {
            let tree = try Self.tree()
            let site = try await Site(kind, tree)
            for (path, file) in [
                ("photos/page.html", "photos/page.html"), ("site/", "site/index.html"),
                ("photos/deep/file", "photos/deep/file"), ("q%3Fuery%23/file", "q?uery#/file"),
                ("%66iles/../photos/deep/file", "photos/deep/file"),
            ] as [(String, BytePath)] {
                let answer = try await site.curl.get(site.server.url("/files/\(path)"))
                #expect(try FileSystem.sameContents(answer.body, tree.at(file)), "\(path)")
                // A filter that looks into a file would cost it these.
                #expect(answer.contentLength == answer.bodySize && answer["ETag"] != nil, "\(path)")
            }
            #expect(try await site.curl.get(site.server.url("/files/none")).status == 404)
            // The archive of the folder with a page is that of the folder, not of the page.
            let answer = try await site.curl.get(site.server.url("/files/site/?format=zip"))
            #expect(try await ArchiveListing.names(try answer.bytes()) == ["site/", "site/index.html"])
        }

        @Test(arguments: ListingServer.allCases)
        func `the URL of a folder without its slash, a file and a selection have archives`(
            kind: ListingServer
        ) async throws {
            let site = try await Site(kind, try Self.tree())
            for (path, options, names) in [
                (
                    "photos?format=tar", [],
                    ["photos/", "photos/deep/", "photos/deep/file", "photos/page.html"]
                ),
                ("photos/?format=tar", ["-d", "select=page.html"], ["photos/", "photos/page.html"]),
                ("photos/?format=tar&select=deep", [], ["photos/", "photos/deep/", "photos/deep/file"]),
                ("photos/page.html?format=tar", [], ["page.html"]),
            ] as [(String, [String], [String])] {
                let answer = try await site.curl.get(site.server.url("/files/\(path)"), options)
                #expect(answer.status == 200 && answer.contentLength == answer.bodySize, "\(path)")
                #expect(try await ArchiveListing.names(try answer.bytes(), .tar) == names, "\(path)")
            }
            let none = try await site.curl.get(site.server.url("/files/none/?format=zip"))
            #expect(none.status == 404)
        }

        @Test(
            arguments: [
                (.autoindex, "deny all;"), (.fancyindex, "deny all;"),
                (.apache, "<Location /files/>\nRequire all denied\n</Location>"),
            ] as [(ListingServer, String)])
        func `who may not see a folder gets no archive of it`(kind: ListingServer, restriction: String)
            async throws
        {
            let site = try await Site(kind, try Self.tree(), restriction: restriction)
            for path in [
                "/files/photos/", "/files/photos/?format=zip", "/files/photos?format=zip",
                "/files/?format=zip",
                "//files/photos/?format=zip", "/./files/photos/?format=zip", "/%66iles/photos/?format=zip",
                "/files/site/../photos/?format=zip", "/files/photos/page.html?format=zip",
            ] {
                #expect(try await site.curl.get(site.server.url(path)).status == 403, "\(path)")
            }
        }
    }
}
