import Glibc
import TestSupport
import Testing

extension EndToEndTests {
    @Suite struct SlowClientTests {
        /// What penstock may occupy while it serves; code that is not optimised is larger.
        private static let memoryLimit = (PenstockBinary.isRelease ? 20 : 40) << 20

        @Test(arguments: ["/archive/dir.tar", "/plain/dir.zip?compression=store"])
        func `a slow client fills neither disk nor memory, and its leaving ends the stream`(url: String)
            async throws
        {
            let tree = try TemporaryTree()
            try tree.sparseFile("dir/file", size: 2 << 30)
            let site = try await Site(tree)
            let (curl, fetched) = try await slowly(site, url)
            // curl takes ten seconds' worth at once; by the eleventh, nginx and the sockets hold all that they will.
            try await eventually("eleven megabytes at 1 MB/s") { fetched.count >= 11 << 20 ? true : nil }
            #expect(try site.nginx.spooledBytes() == 0)
            #expect(!site.nginx.errorLog.contains("temporary file"))
            #expect(try site.penstock.usage().peakResidentBytes < Self.memoryLimit)
            curl.send(SIGKILL)
            let line = try await site.penstock.requestLine(["outcome": "client-gone"])
            #expect(line.level == "info")
            // Not much more was read than the client and the buffers took.
            #expect(try #require(line["bytes-sent"].flatMap { Int($0) }) < 64 << 20)
            #expect(try #require(line["bytes-read"].flatMap { Int($0) }) < 64 << 20)
        }

        @Test func `what a spooling nginx puts on disk would have been seen`() async throws {
            let tree = try TemporaryTree()
            try tree.sparseFile("dir/file", size: 512 << 20)
            let site = try await Site(tree)
            let (curl, _) = try await slowly(site, "/spooling/dir.tar")
            try await eventually("a temporary file") { try site.nginx.spooledBytes() > 1 << 20 ? true : nil }
            curl.send(SIGKILL)
        }

        @Test func `a client that takes nothing is dropped`() async throws {
            let tree = try TemporaryTree()
            try tree.sparseFile("dir/file", size: 64 << 20)
            let penstock = try await PenstockServer(["--send-timeout", "1"])
            let connection = try await penstock.client().open(
                FastCGIRequest("GET", "/archive/dir.tar", root: tree.root))
            _ = try await connection.receive(upTo: 1)
            let line = try await penstock.requestLine(["path": "/archive/dir.tar"])
            #expect(line.outcome != "complete")
            let answer = try await connection.receive()
            #expect(!answer.isComplete)
        }

        @Test(arguments: ["compression=store", ""], [ArchiveFormat.zip, .tarGzip])
        func `clients that leave at any point leave nothing behind`(
            query: String, format: ArchiveFormat
        ) async throws {
            let tree = try TemporaryTree()
            try tree.compressibleFile("dir/a", size: 12 << 20)
            try tree.compressibleFile("dir/b", size: 12 << 20)
            for name in 0..<500 { try tree.file("dir/c/\(String(name))", "x") }
            let penstock = try await PenstockServer()
            let client = try penstock.client()
            let request = FastCGIRequest(
                "GET", BytePath("/archive/dir.\(format)"), query: query, root: tree.root)
            let whole = try await client.send(request)
            let before = try penstock.usage().descriptorCount
            let count = whole.bodyCount
            for received in [0, 1, 100, count / 3, count / 2, count - 30_000, count - 1] {
                let connection = try await client.open(request)
                if received > 0 { _ = try await connection.receive(upTo: received) }
            }
            try await eventually("descriptors to be closed") {
                try penstock.usage().descriptorCount <= before ? true : nil
            }
            #expect(!penstock.log.lines.contains { LogLine($0).level == "error" })
            #expect(try await client.send(request).isComplete)
        }

        /// Starts a download at 1 MB/s.
        private func slowly(_ site: Site, _ path: String) async throws -> (ChildProcess, FileAppender) {
            let fetched = FileAppender("/dev/null")
            let curl = try await ChildProcess([
                "curl", "-sS", "-N", "--limit-rate", "1M", site.nginx.url(path),
            ]) { bytes in
                try fetched.append(bytes)
                return .more
            }
            return (curl, fetched)
        }
    }
}
