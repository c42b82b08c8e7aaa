import TestSupport
import Testing

extension ApplicationListTests {
    /// Web applications as docs/applications.md has them.
    @Suite(.enabled(if: Application.isAvailable, "Scripts/applications makes what they run in"))
    struct ApplicationTests {
        @Test(arguments: Framework.allCases, Application.Way.allCases)
        func `an album arrives in every format`(framework: Framework, way: Application.Way) async throws {
            let albums = try await Albums.shared()
            let application = try await Application.documented(framework, over: way)
            let site = try await ApplicationSite(application.manifest("/download"), root: albums.root)
            for format in ArchiveFormat.allCases {
                let answer = try await site.get("/download/200.\(format)")
                #expect(answer["Content-Type"] == format.mediaType)
                #expect(answer["Content-Disposition"]?.contains("filename=\"200.\(format)\"") == true)
                for extractor in Extractor.pair(for: format) {
                    try await albums.expect(answer, toHold: 200, by: extractor)
                }
            }
        }

        @Test(arguments: Framework.allCases)
        func `an album of ten thousand files does, too`(framework: Framework) async throws {
            let albums = try await Albums.shared()
            let application = try await Application.documented(framework, over: .port)
            let site = try await ApplicationSite(
                application.manifest(framework.largeRoute), root: albums.root)
            for format in ArchiveFormat.allCases {
                let answer = try await site.get("/download/10000.\(format)")
                #expect(answer["X-Archive-Entries"] == "10007", "seven directories")
                try await albums.expect(answer, toHold: 10_000, by: format == .zip ? .bsdtar : .tar)
            }
        }

        @Test(arguments: [FrontServer.fcgid, .lighttpd, .fcgiwrap])
        func `albums arrive through other front servers`(kind: FrontServer) async throws {
            let albums = try await Albums.shared()
            let application = try await Application.documented(.flask, over: .socket)
            let site = try await FrontSite(
                kind, albums.root, ["PENSTOCK_MANIFEST": application.manifest("/download")])
            for count in Albums.counts {
                for format in ArchiveFormat.allCases {
                    let answer = try await site.get("/archive/\(count).\(format)")
                    try await albums.expect(answer, toHold: count, by: format == .zip ? .bsdtar : .tar)
                }
            }
        }

        @Test(arguments: Framework.allCases)
        func `an application is free while its download runs, and may die`(framework: Framework) async throws
        {
            let albums = try await Albums.shared()
            let application = try await Application.documented(framework, over: .socket)
            let site = try await ApplicationSite(application.manifest("/download"), root: albums.root)
            let path = "/download/\(Albums.large).tar"
            let length = try #require(try await site.get(path, ["-I"]).contentLength)
            let download = try await HeldDownload(site.url(path), in: site.downloads)
            let answer = try await application.get("/download/200.zip", with: site.curl)
            #expect(answer.status == 200 && answer["X-Archive-Files"] == "auto")
            try await application.kill()
            #expect(try await site.get(path).status == 502)
            #expect(try await download.finish() == length)
        }
    }
}
