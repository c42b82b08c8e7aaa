import TestSupport
import Testing

extension EndToEndTests {
    @Suite struct DownloadTests {
        @Test(arguments: ArchiveFormat.allCases)
        func `a large real tree arrives as it is`(format: ArchiveFormat) async throws {
            let corpus = try await Corpus.large()
            let site = try await Site(corpus.tree, ["PENSTOCK_HIDDEN": "on"])
            let response = try await site.get("/archive/corpus.\(format)")
            #expect(response.exit.isSuccess && response.status == 200)
            #expect(response["Content-Type"] == format.mediaType)
            if format == .tar { #expect(response.contentLength == response.bodySize) }
            let complaints = try await corpus.complaints(about: response.body, format)
            #expect(complaints == [])
            let line = try await site.penstock.requestLine(["path": "/archive/corpus.\(format)"])
            #expect(line.outcome == "complete")
            #expect(line["bytes-sent"] == String(response.bodySize))
        }

        @Test(arguments: ArchiveFormat.allCases)
        func `what is served is what pack writes`(format: ArchiveFormat) async throws {
            let corpus = try await Corpus.small()
            let site = try await Site(corpus.tree)
            let packed = try await PenstockPack.archive(corpus.directory, as: format, in: site.downloads)
            for mount in ["/archive", "/plain"] {
                let response = try await site.get("\(mount)/corpus.\(format)")
                #expect(response.exit.isSuccess && response.status == 200)
                #expect(try FileSystem.sameContents(response.body, packed), "\(mount)")
            }
        }

        @Test func `tgz is tar.gz, and a query names the format of any name`() async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/file", "x")
            try tree.file("dir.zip/file", "y")
            let site = try await Site(tree)
            let named = try await site.get("/archive/dir.tar.gz", name: "1")
            let short = try await site.get("/archive/dir.tgz", name: "2")
            let asked = try await site.get("/archive/dir?format=tar.gz", name: "3")
            #expect([named.status, short.status, asked.status] == [200, 200, 200])
            #expect(try named.bytes() == short.bytes() && named.bytes() == asked.bytes())
            // The suffix names the format even where a directory has that name.
            let suffix = try await site.get("/archive/dir.zip")
            #expect(try await ArchiveListing.names(try suffix.bytes()) == ["dir/", "dir/file"])
            let query = try await site.get("/archive/dir.zip?format=zip")
            #expect(try await ArchiveListing.names(try query.bytes()) == ["dir.zip/", "dir.zip/file"])
        }

        @Test func `the root has its own name, or the configured one`() async throws {
            let tree = try TemporaryTree()
            try tree.file("shared/file", "x")
            let penstock = try await PenstockServer()
            let root = tree.at("shared")
            let plain = try await penstock.client().send(
                FastCGIRequest("GET", "/archive/", query: "format=zip", root: root))
            #expect(try await ArchiveListing.names(plain.body) == ["shared/", "shared/file"])
            let named = try await penstock.client().send(
                FastCGIRequest(
                    "GET", "/archive/", query: "format=zip", root: root, ["PENSTOCK_NAME": "everything"]))
            #expect(try await ArchiveListing.names(named.body) == ["everything/", "everything/file"])
            #expect(named["Content-Disposition"]?.contains("everything.zip") == true)
        }

        @Test func `a single file is all there is in its archive`() async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/report.txt", "x")
            let site = try await Site(tree)
            for format in ArchiveFormat.allCases {
                let response = try await site.get("/archive/dir/report.txt.\(format)")
                #expect(response.status == 200)
                #expect(try await ArchiveListing.names(try response.bytes(), format) == ["report.txt"])
            }
        }

        @Test(arguments: [("2024", "2024.zip"), ("my photos", "my photos.zip"), ("a;b", nil), ("ünï", nil)])
        func `curl -OJ stores the archive under its name`(name: String, stored: String?) async throws {
            let tree = try TemporaryTree()
            try tree.file(BytePath(name) / "file", "x")
            let site = try await Site(tree)
            let url = site.nginx.url("/archive/\(name.percentEncoded).zip")
            let result = try await Tool("sh").run(
                ["-c", "cd \"$1\" && curl -fsSOJ \"$2\"", "sh", site.downloads.path, url])
            #expect(result.succeeded, "\(result)")
            let names = try site.downloads.names()
            #expect(names.count == 1 && names[0].hasSuffix(".zip") && !names[0].contains("%"))
            if let stored { #expect(names == [stored]) }
        }

        @Test func `names with every byte are found`() async throws {
            let tree = try TemporaryTree()
            let names = OddNames.portable + OddNames.rewritten
            for name in names { try tree.file("dir" / name, name.bytes) }
            let site = try await Site(tree, ["PENSTOCK_HIDDEN": "on"])
            for name in names {
                let response = try await site.get("/archive/dir/\(name.percentEncoded).tar")
                #expect(response.status == 200, "\(name)")
                #expect(try response.bytes().contains(bytes: name.bytes), "\(name)")
            }
        }
    }
}

extension String {
    var percentEncoded: String { BytePath(self).percentEncoded }
}

extension BytePath {
    /// All but letters and digits as `%XX`; slashes stay.
    var percentEncoded: String {
        bytes.map { byte in
            let character = Character(Unicode.Scalar(byte))
            if character.isASCII, character.isLetter || character.isNumber || character == "/" {
                return String(character)
            }
            return "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
