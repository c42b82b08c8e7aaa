import TestSupport
import Testing

extension RemoteContentTests {
    /// Web applications, as docs/applications.md has them, whose files other servers have.
    @Suite(.enabled(if: Application.isAvailable, "Scripts/applications makes what they run in"))
    struct ServedElsewhereTests {
        /// What docs/applications.md calls the developer's own code: files of every album, as URLs by their names.
        private static func albums(_ files: KeyValuePairs<String, String>) -> String {
            let items = files.map { #"{"name": "\#($0)", "url": "\#($1)"}"# }
            return "def files(album):\n    return iter([\(items.joined(separator: ", "))])\n"
        }

        private static func site(
            _ framework: Framework, _ files: KeyValuePairs<String, String>, from origins: [String],
            behind server: FrontServer, root: BytePath
        ) async throws -> (application: Application, site: FrontSite) {
            let code = try framework.files.merging(["albums.py": albums(files)]) { $1 }
            let application = try await Application(over: .socket, code, framework.command)
            let site = try await FrontSite(
                server, root,
                [
                    "PENSTOCK_MANIFEST": application.manifest("/download"),
                    "PENSTOCK_SOURCES": origins.joined(separator: " "),
                ])
            return (application, site)
        }

        @Test(arguments: [FrontServer.nginx, .fcgid])
        func `FastAPI hands over modules of Python that another server has`(server: FrontServer) async throws
        {
            let found = try await Tool.python("import os; print(os.path.dirname(os.__file__))")
            let library = BytePath(try #require(found.lines.first))
            let origin = try await PythonFileOrigin(library)
            let tree = try TemporaryTree()
            for name: BytePath in ["tarfile.py", "os.py"] {
                try tree.file("expected/library" / name, FileSystem.read(library / name))
            }
            let (application, site) = try await Self.site(
                .fastAPI,
                [
                    "library/tarfile.py": origin.prefix + "tarfile.py",
                    "library/os.py": origin.prefix + "os.py",
                ],
                from: [origin.prefix], behind: server, root: tree.directory("root"))
            let answer = try await site.get("/archive/library.tar.gz")
            #expect(answer["Content-Type"] == ArchiveFormat.tarGzip.mediaType)
            #expect(
                answer["Content-Disposition"]?.contains("filename=\"library.tar.gz\"") == true)
            try await RemoteSite.expect(answer, .tarGzip, toHold: tree.at("expected"))
            withExtendedLifetime(application) {}
        }

        @Test(arguments: [Framework.django, .falcon], [FrontServer.nginx, .fcgid])
        func `large files of two other servers arrive`(framework: Framework, server: FrontServer) async throws
        {
            let tree = try TemporaryTree()
            try tree.compressibleFile("expected/day one/film.bin", size: 40 << 20 + 1)
            try tree.compressibleFile("expected/film two.bin", size: 24 << 20)
            let first = try await FileOrigin(tree.at("expected/day one"))
            let second = try await PythonFileOrigin(tree.at("expected"))
            let (application, site) = try await Self.site(
                framework,
                [
                    "day one/film.bin": first.prefix + "film.bin",
                    "film two.bin": second.prefix + "film%20two.bin",
                ],
                from: [first.prefix, second.prefix], behind: server, root: tree.directory("root"))
            let head = try await site.get("/archive/films.zip", ["-I"], name: "head")
            let answer = try await site.get("/archive/films.zip")
            try await RemoteSite.expect(answer, .zip, toHold: tree.at("expected"))
            if server.stores {
                #expect(answer.contentLength == answer.bodySize && head.contentLength == answer.bodySize)
            }
            withExtendedLifetime(application) {}
        }
    }
}
