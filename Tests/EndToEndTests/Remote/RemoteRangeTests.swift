import TestSupport
import Testing

extension RemoteContentTests {
    /// Parts of archives of what other servers have.
    @Suite struct RemoteRangeTests {
        /// Where something in a zip begins or ends: headers, contents, the directory.
        private static func borders(of archive: BytePath) async throws -> [Int] {
            let script = """
                import struct, sys, zipfile
                with open(sys.argv[1], "rb") as file, zipfile.ZipFile(file) as archive:
                    borders = {archive.start_dir}
                    for entry in archive.infolist():
                        file.seek(entry.header_offset + 26)
                        content = entry.header_offset + 30 + sum(struct.unpack("<HH", file.read(4)))
                        borders |= {entry.header_offset, content, content + entry.compress_size}
                    print(*sorted(borders - {0}))
                """
            let result = try await Tool.python(script, [archive.text])
            return (result.lines.first ?? "").split(separator: " ").compactMap { Int($0) }
        }

        @Test func `a stored zip has the same bytes at every border`() async throws {
            let site = try await RemoteSite(origins: 2)
            let album = try await RemoteAlbum(at: site)
            try site.list("trip.zip", album.entries())
            let whole = try await site.get("/store/trip.zip", name: "whole")
            try await RemoteSite.expect(whole, .zip, toHold: album.expected)
            let bytes = try whole.bytes()
            let borders = try await Self.borders(of: whole.body)
            #expect(borders.count > 2 * RemoteAlbum.sizes.count)
            // By an instance that has sent nothing yet.
            let ranges = borders.flatMap { border in
                [
                    RangeRequest("bytes=\(border - 1)-\(border)", border - 1..<border + 1),
                    RangeRequest("bytes=\(border)-\(border + 200)", border..<min(border + 201, bytes.count)),
                ]
            }
            let answers = try await site.curl.get(site.nginx.url("/twin/trip.zip"), ranges)
            for (range, answer) in zip(ranges, answers) {
                #expect(try range.complaint(about: answer, whole: bytes) == nil)
                #expect(answer["ETag"] == whole["ETag"])
            }
        }

        @Test(arguments: [(RemoteMount.archive, ArchiveFormat.tar), (.store, .tarGzip), (.store, .zip)])
        func `random ranges are parts of the whole`(mount: RemoteMount, format: ArchiveFormat) async throws {
            let site = try await RemoteSite(origins: 2)
            let album = try await RemoteAlbum(at: site)
            try site.list("trip.\(format)", album.entries())
            let whole = try await site.get("\(mount.rawValue)/trip.\(format)", name: "whole")
            let bytes = try whole.bytes()
            let ranges = RangeRequest.several(20, of: bytes.count, seed: 5)
            let answers = try await site.curl.get(site.nginx.url("/twin/trip.\(format)"), ranges)
            for (range, answer) in zip(ranges, answers) {
                #expect(try range.complaint(about: answer, whole: bytes) == nil)
            }
        }

        @Test(arguments: ArchiveFormat.allCases)
        func `what a part leaves out is not fetched`(format: ArchiveFormat) async throws {
            let site = try await RemoteSite()
            let objects = try await site.objects([("before", 70_000), ("large", 1 << 20), ("behind", 70_000)])
            try site.list(
                "trip.\(format)", objects.map { $0.entry($0.name, at: site.origin.prefix + $0.path()) })
            let whole = try await site.get("/store/trip.\(format)", name: "whole")
            // In the middle of the large object.
            let start = 600_000
            for (range, end) in [
                ("\(start)-\(start + 99_999)", start + 100_000), ("\(start)-", whole.bodySize),
            ] {
                let before = try await site.origin.requests().count
                let answer = try await site.get("/twin/trip.\(format)", ["-r", range], name: "part")
                #expect(answer.status == 206 && answer.exit.isSuccess)
                let expected: [UInt8] = Array(try whole.bytes()[start..<end])
                #expect(try answer.bytes() == expected)
                let requests = try await site.origin.requests().dropFirst(before)
                #expect(Set(requests.map(\.path)).count == requests.count, "\(requests.map(\.target))")
                #expect(!requests.contains { $0.path.hasSuffix("/before") })
                // From the beginning of a block on.
                let first = requests.first { $0.path.hasSuffix("/large") }?["range"] ?? ""
                let offset = first.wholeMatch(of: /bytes=(\d+)-.*/).flatMap { Int($0.1) } ?? 0
                #expect((start - 400_000...start - 70_000).contains(offset), "\(first)")
            }
        }

        @Test(arguments: [ResumingClient.curl, .wget])
        func `what was cut is finished by another instance`(client: ResumingClient) async throws {
            let site = try await RemoteSite(origins: 2)
            let album = try await RemoteAlbum(at: site)
            for format in ArchiveFormat.allCases {
                try site.list("trip.\(format)", album.entries())
                let whole = try await site.get("/store/trip.\(format)", name: "whole")
                for cut in [1, 300_000, whole.bodySize / 2, whole.bodySize - 1] {
                    let file = site.downloads.at("cut")
                    try FileSystem.remove(file)
                    try await Curl.fetch(site.nginx.url("/store/trip.\(format)"), behind: file, upTo: cut)
                    let result = try await client.finish(site.nginx.url("/twin/trip.\(format)"), to: file)
                    #expect(result.succeeded, "\(result)")
                    #expect(try FileSystem.sameContents(file, whole.body), "\(format) at \(cut)")
                }
            }
        }

        @Test func `an object that has changed makes a whole new archive`() async throws {
            let site = try await RemoteSite(origins: 2)
            let album = try await RemoteAlbum(at: site)
            try site.list("trip.tar", album.entries([.size, .tag]))
            let tag = try #require(try await site.get("/archive/trip.tar", ["-I"])["ETag"])
            let last = album.objects.count - 1
            try site.list("trip.tar", album.entries([.size, .tag], changing: last))
            let head = try await site.get(
                "/archive/trip.tar", ["-I", "-r", "500-", "-H", "If-Range: \(tag)"])
            #expect(head.status == 200 && head["ETag"] != tag && head["Content-Range"] == nil)
            let none = try await site.get("/archive/trip.tar", ["-H", "If-Match: \(tag)"])
            #expect(none.status == 412)
            // The origin still has the old one: what the list says is not there.
            let answer = try await site.get("/archive/trip.tar", ["-r", "500-", "-H", "If-Range: \(tag)"])
            #expect(!answer.exit.isSuccess || answer.status >= 500)
            let line = try await site.line("/archive/trip.tar", outcome: "failed:day")
            #expect(line.level == "error" && line.outcome.contains("changed"), "\(line)")
        }
    }
}

/// A location of ``RemoteSite``.
enum RemoteMount: String, Sendable, CustomTestStringConvertible {
    case archive = "/archive"
    case store = "/store"

    var testDescription: String { rawValue }
}
