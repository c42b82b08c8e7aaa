import TestSupport
import Testing

extension EndToEndTests {
    /// The same answers whatever stands in front.
    @Suite struct FrontServerTests {
        @Test(arguments: FrontServer.allCases)
        func `archives are what pack writes`(kind: FrontServer) async throws {
            let tree = try await FrontTree.shared()
            for effort in ["store", "auto"] {
                let site = try await FrontSite(kind, tree.root, ["PENSTOCK_COMPRESSION": effort])
                for format in ArchiveFormat.allCases {
                    let packed = try await PenstockPack.archive(
                        tree.tree.at("dir"), as: format, in: site.downloads, ["--compression", effort])
                    let answer = try await site.get("/archive/dir.\(format)")
                    #expect(answer.exit.isSuccess && answer.status == 200)
                    #expect(answer["Content-Type"] == format.mediaType && answer["Content-Encoding"] == nil)
                    #expect(try FileSystem.sameContents(answer.body, packed), "\(effort) \(format)")
                }
            }
        }

        @Test(arguments: FrontServer.allCases)
        func `an archive is not compressed a second time`(kind: FrontServer) async throws {
            let site = try await FrontSite(kind, try await FrontTree.shared().root)
            let answer = try await site.get("/archive/dir.tar", ["-H", "Accept-Encoding: gzip, br"])
            #expect(answer["Content-Encoding"] == nil && answer.contentLength == answer.bodySize)
        }

        @Test(arguments: FrontServer.allCases)
        func `only the shipped settings that need to store everything do`(kind: FrontServer) async throws {
            let site = try await FrontSite(kind, try await FrontTree.shared().root)
            let answer = try await site.get("/archive/dir.zip")
            #expect((answer.bodySize > 1_000_000) == kind.stores)
        }

        @Test(arguments: FrontServer.allCases)
        func `odd names are found`(kind: FrontServer) async throws {
            let site = try await FrontSite(kind, try await FrontTree.shared().root)
            for name in FrontTree.oddNames {
                let answer = try await site.get("/archive/\(name.percentEncoded).tar")
                #expect(answer.status == 200, "\(name)")
                #expect(try answer.bytes().contains(text: "\(name)/file"), "\(name)")
            }
        }

        @Test(arguments: FrontServer.allCases)
        func `the root is archived by query, with its parameters`(kind: FrontServer) async throws {
            let tree = try await FrontTree.shared()
            let site = try await FrontSite(
                kind, tree.tree.at("dir"), ["PENSTOCK_NAME": "all of it", "PENSTOCK_HIDDEN": "on"])
            let answer = try await site.get("/archive/?format=tar&select=.hidden")
            #expect(
                try await ArchiveListing.names(try answer.bytes(), .tar) == [
                    "all of it/", "all of it/.hidden",
                ])
        }

        @Test(arguments: FrontServer.allCases)
        func `folders are shown, and lead to each other`(kind: FrontServer) async throws {
            let tree = try await FrontTree.shared()
            let site = try await FrontSite(kind, tree.root, ["PENSTOCK_LISTING": "on"])
            let html = ["-H", "Accept: text/html"]
            let page = try await site.get("/archive/", html)
            #expect(page.status == 200 && page["Content-Type"] == "text/html; charset=utf-8")
            #expect(try page.bytes().contains(text: "href=\"dir/\""))
            let tag = try #require(page["ETag"])
            #expect(try await site.get("/archive/", html + ["-H", "If-None-Match: \(tag)"]).status == 304)
            let redirect = try await site.get("/archive/dir?sort=size", html)
            #expect(redirect.status == 301 && redirect["Location"]?.hasSuffix("dir/?sort=size") == true)
            let followed = try await site.get("/archive/dir", html + ["-L"])
            #expect(followed.status == 200 && followed.exit.isSuccess)
            let json = try await site.get("/archive/dir/?format=json")
            #expect(json.status == 200 && json["Content-Type"] == "application/json")
        }

        @Test(arguments: FrontServer.allCases)
        func `a client sets no parameters`(kind: FrontServer) async throws {
            let site = try await FrontSite(kind, try await FrontTree.shared().root)
            let headers = [
                "Penstock-Root: /etc", "PENSTOCK_ROOT: /etc", "Penstock-Bad: x", "PENSTOCK_BAD: x",
            ]
            let answer = try await site.get(
                "/archive/dir/small.tar?PENSTOCK_ROOT=/etc", headers.flatMap { ["-H", $0] })
            #expect(answer.status == 200)
            #expect(try await ArchiveListing.names(try answer.bytes(), .tar) == ["small"])
        }

        /// As docs/front-servers.md has it.
        @Test(arguments: [FrontServer.proxy, .fcgid, .cgid])
        func `who may not see an Apache location does not get there`(kind: FrontServer) async throws {
            let site = try await FrontSite(
                kind, try await FrontTree.shared().root,
                directives: ["<Location /archive/>", "Require all denied", "</Location>"])
            for path in [
                "/archive/dir.tar", "/archive/?format=tar", "/archive?format=tar", "//archive/?format=tar",
                "/%61rchive/?format=tar", "/./archive/dir.tar", "/penstock/dir.tar", "/archive",
            ] {
                let answer = try await site.get(path)
                #expect([403, 404].contains(answer.status), "\(path): \(answer.status)")
            }
        }

        @Test(arguments: FrontServer.allCases)
        func `refusals arrive as they are`(kind: FrontServer) async throws {
            let site = try await FrontSite(
                kind, try await FrontTree.shared().root, ["PENSTOCK_MAX_BYTES": "5000000"])
            for (path, status) in [("none.zip", 404), ("dir.zip?format=rar", 400), ("large.tar", 413)] {
                let answer = try await site.get("/archive/\(path)", ["-H", "Accept: application/json"])
                #expect(answer.status == status, "\(path)")
                #expect(answer["Content-Type"] == "application/problem+json", "\(path)")
                #expect(answer.bodySize > 0 && answer.bodySize == answer.contentLength, "\(path)")
            }
            let outside = try await site.get("/archive/../../../../etc/hostname.tar")
            #expect([400, 404].contains(outside.status))
        }

        @Test(arguments: FrontServer.allCases)
        func `a body over the limit is refused, and one below is read`(kind: FrontServer) async throws {
            let site = try await FrontSite(kind, try await FrontTree.shared().root)
            for (size, status) in [(3_900_000, 200), (6_000_000, 413)] {
                let padding = String(repeating: "x", count: size)
                let form = try site.downloads.file("form", "format=tar&select=small&ignored=\(padding)")
                let answer = try await site.get("/archive/dir", ["--data-binary", "@\(form)"])
                #expect(answer.status == status, "\(size)")
            }
        }
    }
}
