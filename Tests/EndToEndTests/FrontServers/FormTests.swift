import TestSupport
import Testing

extension EndToEndTests {
    /// Forms that are sent from a page, through every front server.
    @Suite struct FormTests {
        private static let page = ["-H", "Accept: text/html,*/*;q=0.8"]

        private func post(
            _ form: String, to path: String, _ site: FrontSite, _ arguments: [String] = [], name: BytePath
        ) async throws -> HTTPResponse {
            let file = try site.downloads.file("form", form)
            return try await site.get(path, ["--data-binary", "@\(file)"] + arguments, name: name)
        }

        @Test(arguments: FrontServer.allCases)
        func `a form from a page is sent to the URL of its archive`(kind: FrontServer) async throws {
            let site = try await FrontSite(kind, try await FrontTree.shared().root)
            for (path, form, location) in [
                (
                    "/archive/dir", "format=tar&select=noise&select=small",
                    "?select=noise&select=small&format=tar"
                ),
                ("/archive/dir.zip?u=1%2F2", "select=small", "?u=1%2F2&select=small"),
                ("/archive/?format=tar", "select=a+b&name=x%2By", "?select=a%20b&format=tar&name=x%2By"),
                ("/archive/a%20b.tar", "", "?"),
            ] {
                let redirect = try await post(form, to: path, site, Self.page, name: "redirect")
                #expect(redirect.status == 303 && redirect["Location"] == location, "\(path)")
                #expect(redirect["Cache-Control"] == "no-store", "\(path)")
                #expect(redirect.bodySize == redirect.contentLength && redirect.bodySize > 0, "\(path)")
                let direct = try await post(form, to: path, site, name: "direct")
                let followed = try await post(form, to: path, site, Self.page + ["-L"], name: "followed")
                #expect(direct.status == 200 && followed.status == 200, "\(path)")
                #expect(direct["ETag"] == followed["ETag"], "\(path)")
                #expect(try FileSystem.sameContents(direct.body, followed.body), "\(path)")
            }
        }

        @Test(arguments: FrontServer.allCases)
        func `the longest URL of a form arrives as it is`(kind: FrontServer) async throws {
            let site = try await FrontSite(kind, try await FrontTree.shared().root)
            let padding = String(repeating: "x", count: 3584 - "u=&select=small&format=tar".utf8.count)
            let path = "/archive/dir?u=\(padding)"
            let redirect = try await post(
                "format=tar&select=small", to: path, site, Self.page, name: "redirect")
            #expect(redirect.status == 303)
            #expect(redirect["Location"] == "?u=\(padding)&select=small&format=tar")
            let followed = try await post(
                "format=tar&select=small", to: path, site, Self.page + ["-L"], name: "followed")
            #expect(followed.status == 200)
        }

        @Test(arguments: FrontServer.allCases)
        func `a long selection has a URL where the next request is sure to know it`(kind: FrontServer)
            async throws
        {
            let tree = try await FrontTree.shared()
            let site = try await FrontSite(kind, tree.root)
            let names = try tree.tree.names("many")
            let form = names.map { "&select=\(BytePath($0).percentEncoded)" }.reduce("format=tar", +)
            let direct = try await post(form, to: "/archive/many/", site, name: "direct")
            let answer = try await post(form, to: "/archive/many/", site, Self.page, name: "answer")
            switch kind {
            case .nginx, .proxy, .lighttpd:
                let location = try #require(answer["Location"])
                #expect(answer.status == 303 && location.hasPrefix("?selection="))
                let followed = try await site.get("/archive/many/" + location, name: "followed")
                #expect(try FileSystem.sameContents(followed.body, direct.body))
            case .spawned, .fcgid, .binPath, .cgid, .lighttpdCGI, .fcgiwrap:
                #expect(answer.status == 200)
                #expect(try FileSystem.sameContents(answer.body, direct.body))
            }
        }
    }
}
