import Glibc
import TestSupport
import Testing

extension EndToEndTests {
    /// Something goes wrong after the first byte: nobody may take what arrived for an archive.
    @Suite struct BrokenStreamTests {
        /// A request and whether its answer promises a length.
        struct Download: Sendable, CustomTestStringConvertible {
            let url: String
            let format: ArchiveFormat
            let promisesLength: Bool

            var testDescription: String { url }
        }

        private static let downloads: [Download] = ["/archive", "/plain"].flatMap { mount in
            [
                Download(url: "\(mount)/sparse.tar", format: .tar, promisesLength: true),
                Download(url: "\(mount)/sparse.zip?compression=store", format: .zip, promisesLength: true),
                Download(
                    url: "\(mount)/sparse.tar.gz?compression=store", format: .tarGzip, promisesLength: true),
                Download(url: "\(mount)/text.zip", format: .zip, promisesLength: false),
                Download(url: "\(mount)/text.tar.gz", format: .tarGzip, promisesLength: false),
            ]
        }
        private static let strict: [Download] = [ArchiveFormat.zip, .tarGzip].map { format in
            Download(url: "/strict/text.\(format)", format: format, promisesLength: false)
        }
        /// The efforts that the others lack.
        private static let compressed: [Download] = Site.efforts.flatMap { effort in
            [ArchiveFormat.zip, .tarGzip].map { format in
                Download(url: "/\(effort)/text.\(format)", format: format, promisesLength: false)
            }
        }

        private static func tree() throws -> TemporaryTree {
            let tree = try TemporaryTree()
            try tree.sparseFile("sparse/file", size: 64 << 20)
            try tree.file("sparse/second", "x")
            try tree.compressibleFile("text/file", size: 40 << 20)
            try tree.file("text/second", "x")
            return tree
        }

        @Test(arguments: downloads + compressed)
        func `a file that shrinks breaks the download`(download: Download) async throws {
            let tree = try Self.tree()
            let site = try await Site(tree)
            try await interrupt(site, download) {
                for name: BytePath in ["sparse/file", "text/file"] {
                    try FileSystem.truncate(tree.at(name), to: 1 << 20)
                }
            }
        }

        @Test(arguments: downloads.filter(\.promisesLength) + strict)
        func `a file that vanishes before its turn breaks the download`(download: Download) async throws {
            let tree = try Self.tree()
            let site = try await Site(tree)
            try await interrupt(site, download) {
                for name: BytePath in ["sparse/second", "text/second"] { try tree.remove(name) }
            }
        }

        @Test(arguments: downloads.filter { !$0.promisesLength } + compressed, ["second", "sub/last"])
        func `where no length is promised, a file that vanishes is left out and listed`(
            download: Download, victim: String
        ) async throws {
            let tree = try Self.tree()
            try tree.file("text/sub/last", "y")
            let site = try await Site(tree)
            let (exit, archive) = try await fetch(site, download) { try tree.remove("text/\(victim)") }
            #expect(exit.isSuccess, "\(exit)")
            for tester in ArchiveTester.all(for: download.format) {
                let result = try await tester.test(archive)
                #expect(result.succeeded, "\(tester): \(result)")
            }
            for extractor in Extractor.all(for: download.format) {
                let unpacked = try TemporaryTree("unpacked", in: .memory)
                let result = try await extractor.extract(archive, into: unpacked.root)
                #expect(result.succeeded, "\(extractor): \(result)")
                #expect(
                    try unpacked.names("text")
                        == ["MISSING.txt", "file", "second", "sub"].filter { $0 != victim })
                let report = try FileSystem.text(unpacked.at("text/MISSING.txt"))
                #expect(report.hasSuffix("\n\n\(victim): it vanished while the archive was made\n"))
            }
            let path = download.url.split(separator: "?")[0]
            let line = try await site.penstock.requestLine(["path": String(path), "method": "GET"])
            #expect(line.outcome == "complete" && line["skipped"] == "1", "\(line)")
            // It is another archive now, and the one that was sent is not gone on with.
            let next = try await site.get(download.url, ["-r", "100-"])
            #expect(next["ETag"] != nil && next.status == 206)
        }

        @Test(arguments: [Download](downloads.prefix(5)))
        func `a responder that is killed breaks the download`(download: Download) async throws {
            let tree = try Self.tree()
            let site = try await Site(tree)
            let (exit, archive) = try await fetch(site, download) { site.penstock.process.send(SIGKILL) }
            #expect(!exit.isSuccess)
            try await Site.expectRefusal(of: archive, download.format)
        }

        @Test func `an input error breaks the stream on the wire`() async throws {
            let tree = try TemporaryTree()
            let file = try tree.sparseFile("dir/file", size: 8 << 20)
            let reads = "read,pread64,readv,preadv,preadv2,sendfile,splice,copy_file_range"
            let penstock = try await PenstockServer {
                $0.wrapper = [
                    "strace", "-D", "-f", "-o", "/dev/null", "-P", file.text, "-e", "trace=\(reads)",
                    "-e", "inject=\(reads):error=EIO:when=3+",
                ]
            }
            for format in ArchiveFormat.allCases {
                let path = BytePath("/archive/dir.\(format)")
                let answer = try await penstock.client().send(
                    FastCGIRequest("GET", path, query: "compression=store", root: tree.root))
                #expect(
                    answer.status == 200 && answer.ending == .invalidRecord, "\(format): \(answer.ending)")
                try await Site.expectRefusal(
                    of: try tree.file(BytePath("cut.\(format)"), answer.body), format)
                let line = try await penstock.requestLine(["path": path.text])
                #expect(line.outcome.hasPrefix("failed:") && line.level == "error", "\(line)")
            }
            #expect(try await penstock.stop())
        }

        /// Penstock, for which each read of a file is an error of the disk.
        private static func penstock(failingToRead file: BytePath) async throws -> PenstockServer {
            try await PenstockServer {
                $0.wrapper = [
                    "strace", "-D", "-f", "-o", "/dev/null", "-P", file.text, "-e", "trace=read",
                    "-e", "inject=read:error=EIO",
                ]
            }
        }

        @Test func `a first file that cannot be read is told before the archive begins`() async throws {
            let tree = try TemporaryTree()
            let file = try tree.file("dir/broken", "x")
            try tree.file("dir/sound", "y")
            let penstock = try await Self.penstock(failingToRead: file)
            for format in ArchiveFormat.allCases {
                let archive = FastCGIRequest("GET", BytePath("/archive/dir.\(format)"), root: tree.root)
                let answer = try await penstock.client().send(archive)
                #expect(answer.status == 200 && answer.isComplete)
                let names = try await ArchiveListing.names(answer.body, format)
                #expect(names == ["dir/", "dir/sound", "dir/MISSING.txt"])
                #expect(format != .tar || answer.body.contains(text: "\n\nbroken: Input/output error\n"))
                var strict = archive
                strict["PENSTOCK_UNREADABLE"] = "fail"
                let alone = FastCGIRequest(
                    "GET", BytePath("/archive/dir/broken.\(format)"), root: tree.root)
                for request in [strict, alone] {
                    let refusal = try await penstock.client().send(request)
                    #expect(refusal.status == 500 && refusal.isComplete)
                }
            }
            #expect(try await penstock.stop())
        }

        @Test func `a file that cannot be read ends one archive, and is missing from the next`() async throws
        {
            let tree = try TemporaryTree()
            try tree.file("dir/a", "x")
            let file = try tree.file("dir/broken", "y")
            try tree.file("dir/c", "z")
            let penstock = try await Self.penstock(failingToRead: file)
            let request = FastCGIRequest("GET", "/archive/dir.tar", root: tree.root)
            let broken = try await penstock.client().send(request)
            #expect(broken.status == 200 && !broken.isComplete)
            let next = try await penstock.client().send(request)
            #expect(next.status == 200 && next.isComplete)
            #expect(
                try await ArchiveListing.names(next.body, .tar) == [
                    "dir/", "dir/a", "dir/c", "dir/MISSING.txt",
                ])
            #expect(next.body.contains(text: "\n\nbroken: Input/output error\n"))
            #expect(try await penstock.stop())
        }

        @Test func `a file that grows is cut at the planned size`() async throws {
            let tree = try TemporaryTree()
            let file = try tree.sparseFile("dir/file", size: 64 << 20)
            let penstock = try await PenstockServer()
            let connection = try await penstock.client().open(
                FastCGIRequest("GET", "/archive/dir.tar", root: tree.root))
            let begun = try await connection.receive(upTo: 1)
            try FileSystem.truncate(file, to: 128 << 20)
            let answer = try await connection.receive()
            #expect(answer.isComplete && answer.bodyCount == begun.contentLength)
            let archive = try tree.file("whole.tar", answer.body)
            for tester in ArchiveTester.all(for: .tar) {
                #expect(try await tester.test(archive).succeeded, "\(tester)")
            }
        }

        @Test func `a file that is replaced goes on as it was`() async throws {
            let tree = try TemporaryTree()
            let file = try tree.sparseFile("dir/file", size: 64 << 20)
            let penstock = try await PenstockServer()
            let connection = try await penstock.client().open(
                FastCGIRequest("GET", "/archive/dir.tar", root: tree.root))
            _ = try await connection.receive(upTo: 1)
            try tree.file("new", SelectionTests.marker)
            try FileSystem.rename(tree.at("new"), to: file)
            let answer = try await connection.receive()
            #expect(answer.isComplete && !answer.body.contains(text: SelectionTests.marker))
        }

        /// Downloads, does harm once the first bytes are there, and expects curl, the log and all readers to notice.
        private func interrupt(
            _ site: Site, _ download: Download, harm: @escaping @Sendable () throws -> Void
        ) async throws {
            let (exit, archive) = try await fetch(site, download, harm: harm)
            #expect(!exit.isSuccess)
            let path = download.url.split(separator: "?")[0]
            let line = try await site.penstock.requestLine(["path": String(path), "method": "GET"])
            #expect(line.outcome.hasPrefix("failed:"), "\(line)")
            #expect(site.penstock.process.isRunning)
            try await Site.expectRefusal(of: archive, download.format)
        }

        private func fetch(
            _ site: Site, _ download: Download, harm: @escaping @Sendable () throws -> Void
        ) async throws -> (exit: ProcessExit, archive: BytePath) {
            let head = try await site.curl.get(site.nginx.url(download.url), ["-I"])
            #expect((head.contentLength != nil) == download.promisesLength)
            let name = BytePath("cut.\(download.format)")
            let (exit, archive) = try await site.fetch(download.url, to: name, meanwhile: harm)
            return (exit, archive)
        }
    }
}
