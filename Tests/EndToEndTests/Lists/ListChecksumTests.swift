import TestSupport
import Testing

extension ApplicationListTests {
    /// A checksum in a list is verified before an archive can be complete.
    @Suite struct ListChecksumTests {
        private func checksum(_ file: BytePath) async throws -> UInt32 {
            let script = "import sys, zlib; print(zlib.crc32(open(sys.argv[1], 'rb').read()))"
            return try #require(UInt32(try await Tool.python(script, [file.text]).lines[0]))
        }

        /// - Parameter file: Large files are read as they are sent, small ones at once, and empty ones not at all.
        private func list(_ site: ListSite, _ file: String, isRight: Bool) async throws {
            let checksum = try await checksum(site.root / BytePath(file)) ^ (isRight ? 0 : 1)
            let digits = String(checksum, radix: 16)
            try site.application.list(
                "trip",
                """
                [{"name": "first", "path": "a.txt"}, {"name": "x", "path": "\(file)", "crc32": "\(digits)"},
                {"name": "last", "path": "a.txt"}]
                """)
        }

        @Test(arguments: ArchiveFormat.allCases, ["store", "auto"])
        func `a wrong checksum breaks an archive off`(format: ArchiveFormat, effort: String) async throws {
            let site = try await ListSite()
            let scratch = try TemporaryTree("scratch")
            for (file, isRight) in [("dir/text", false), ("a.txt", false), ("dir/text", true)] {
                try await list(site, file, isRight: isRight)
                let answer = try await asked(site, format, effort)
                #expect(answer.status == 200 && answer.isComplete == isRight, "\(file)")
                let archive = try scratch.file("archive", answer.body)
                for tester in ArchiveTester.all(for: format) {
                    #expect(try await tester.test(archive).succeeded == isRight, "\(tester), \(file)")
                }
            }
            let line = try await site.penstock.requestLine(["path": "/archive/trip.\(format)"])
            #expect(line.level == "error" && line.outcome.contains("has another checksum than listed"))
        }

        /// The same list under a path with the format's ending.
        private func asked(
            _ site: ListSite, _ format: ArchiveFormat, _ effort: String, range: String? = nil
        ) async throws -> FastCGIResponse {
            let bytes = try FileSystem.read(site.application.directory.at("answers/trip"))
            try site.application.answer("trip.\(format)", raw: bytes)
            var request = site.request("trip.\(format)", "GET", ["PENSTOCK_COMPRESSION": effort])
            request["HTTP_RANGE"] = range
            return try await site.penstock.client().send(request)
        }

        /// Some clients go on by themselves with what broke off.
        @Test(arguments: ["store", "auto"])
        func `what broke off over a checksum cannot be completed by going on`(effort: String) async throws {
            let site = try await ListSite()
            let scratch = try TemporaryTree("scratch")
            try await list(site, "dir/text", isRight: false)
            var bytes = try await asked(site, .zip, effort).body
            // Once from the middle of the file: nothing else reads all of it then.
            let middle = try await asked(site, .zip, effort, range: "bytes=\(bytes.count / 2)-")
            #expect(!middle.isComplete || middle.status == 503, "\(middle.status)")
            for _ in 0..<3 {
                let rest = try await asked(site, .zip, effort, range: "bytes=\(bytes.count)-")
                #expect(!rest.isComplete || [503, 416].contains(rest.status), "\(rest.status)")
                if rest.status == 206 { bytes += rest.body }
            }
            let archive = try scratch.file("archive", bytes)
            for tester in ArchiveTester.all(for: .zip) {
                #expect(try await !tester.test(archive).succeeded, "\(tester)")
            }
        }

        @Test func `what broke off otherwise can be`() async throws {
            let site = try await ListSite()
            try await list(site, "dir/text", isRight: true)
            let whole = try await asked(site, .zip, "store").body
            for start in [1, 700_000, whole.count - 300, whole.count - 1] {
                let other = try await ListSite()
                try await list(other, "dir/text", isRight: true)
                for path in ["a.txt", "dir/text"] {
                    let time = try FileSystem.info(site.root / BytePath(path)).modified
                    try FileSystem.setModified(time, of: other.root / BytePath(path))
                }
                let rest = try await asked(other, .zip, "store", range: "bytes=\(start)-")
                #expect(rest.status == 206 && rest.isComplete)
                let expected: [UInt8] = Array(whole[start...])
                #expect(rest.body == expected, "\(start)")
            }
        }
    }
}
