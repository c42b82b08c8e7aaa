import TestSupport
import Testing

extension EndToEndTests {
    /// What a Range header means (RFC 9110 §14).
    @Suite struct RangeHeaderTests {
        private enum Answer {
            /// All, as if there were no Range.
            case whole
            case part(Range<Int>)
            /// 416.
            case nothing
        }

        /// - Parameter length: Of the whole.
        private static func rows(_ length: Int) -> [(header: String, answer: Answer)] {
            let last = length - 1
            return [
                ("bytes=0-0", .part(0..<1)), ("bytes=1-3", .part(1..<4)), ("bytes=5-", .part(5..<length)),
                ("bytes=-5", .part(length - 5..<length)), ("bytes=0-", .part(0..<length)),
                ("bytes=\(last)-", .part(last..<length)), ("bytes=\(last)-\(last)", .part(last..<length)),
                ("bytes=\(last)-\(length)", .part(last..<length)), ("bytes=0-\(length)", .part(0..<length)),
                ("bytes=-\(length)", .part(0..<length)), ("bytes=-\(length + 1)", .part(0..<length)),
                ("bytes=0007-0008", .part(7..<9)), ("Bytes=0-0", .part(0..<1)),
                ("BYTES=-1", .part(last..<length)),
                // Numbers that no integer holds.
                ("bytes=0-18446744073709551614", .part(0..<length)),
                ("bytes=0-18446744073709551615", .part(0..<length)),
                ("bytes=0-18446744073709551616", .part(0..<length)),
                ("bytes=7-99999999999999999999999999999999999999", .part(7..<length)),
                ("bytes=-18446744073709551615", .part(0..<length)),
                ("bytes=-18446744073709551616", .part(0..<length)),
                ("bytes=-99999999999999999999999999999999999999", .part(0..<length)),
                ("bytes=18446744073709551615-", .nothing), ("bytes=18446744073709551616-", .nothing),
                ("bytes=18446744073709551616-18446744073709551617", .nothing),
                ("bytes=99999999999999999999999999999999999999-", .nothing),
                // Behind the end, and of no size.
                ("bytes=\(length)-", .nothing), ("bytes=\(length)-\(length + 5)", .nothing),
                ("bytes=\(length + 1)-", .nothing), ("bytes=-0", .nothing), ("bytes=-000", .nothing),
                // First behind last.
                ("bytes=3-1", .whole), ("bytes=\(length)-1", .whole),
                ("bytes=18446744073709551616-1", .whole),
                // Several, and one in a list.
                ("bytes=,0-1", .part(0..<2)), ("bytes=0-1,", .part(0..<2)), ("bytes=0-1 , ,", .part(0..<2)),
                ("bytes=0-1,3-4", .whole), ("bytes=0-1, 3-4", .whole), ("bytes=0-1,-1", .whole),
                ("bytes=0-0,0-0", .whole), ("bytes=\(length)-,0-1", .whole),
                ("bytes=" + (0..<500).map { "\($0)-\($0)" }.joined(separator: ","), .whole),
                // No range of bytes, or none at all.
                ("items=0-1", .whole), ("bytes", .whole), ("bytes=", .whole), ("bytes=-", .whole),
                ("bytes=--1", .whole), ("bytes=1", .whole), ("bytes=1--2", .whole), ("bytes=1-2-3", .whole),
                ("bytes=a-b", .whole), ("bytes=1-b", .whole), ("bytes=1-2x", .whole),
                ("bytes=0x1-0x2", .whole),
                ("bytes=+1-2", .whole), ("bytes=1-+2", .whole), ("bytes=-+2", .whole), ("bytes=-1-", .whole),
                ("bytes=1.0-2", .whole), ("bytes:0-1", .whole), ("0-1", .whole), ("=0-1", .whole),
                ("", .whole),
                ("bytes=1 - 2", .whole), ("bytes=١-٢", .whole), ("bytes=1-2;3-4", .whole), ("none", .whole),
            ]
        }

        private func tree() throws -> TemporaryTree {
            let tree = try TemporaryTree("ranges")
            try tree.compressibleFile("dir/file", size: 30_000)
            return tree
        }

        private func request(_ variant: ArchiveVariant, _ tree: TemporaryTree, range: String?)
            -> FastCGIRequest
        {
            var request = FastCGIRequest(
                "GET", "/archive/dir.\(variant.format)", root: tree.root,
                ["PENSTOCK_COMPRESSION": variant.effort])
            request["HTTP_RANGE"] = range
            return request
        }

        @Test(arguments: ArchiveVariant.usual)
        func `every range has its answer`(variant: ArchiveVariant) async throws {
            let tree = try tree()
            let penstock = try await PenstockServer()
            let client = try penstock.client()
            let whole = try await client.send(request(variant, tree, range: nil))
            #expect(whole.status == 200 && whole.isComplete)
            for (header, expected) in Self.rows(whole.bodyCount) {
                let answer = try await client.send(request(variant, tree, range: header))
                let comment = Comment(rawValue: String(header.prefix(80)))
                switch expected {
                case .whole:
                    #expect(answer.status == 200 && answer.isComplete, comment)
                    #expect(answer.body == whole.body && answer.values("Content-Range") == [], comment)
                case .part(let bytes):
                    let complaint = RangeRequest(header, bytes).complaint(about: answer, whole: whole.body)
                    #expect(complaint == nil)
                case .nothing:
                    #expect(answer.status == 416 && answer.isComplete, comment)
                    #expect(answer["Content-Range"] == "bytes */\(whole.bodyCount)", comment)
                    #expect(answer["Cache-Control"] == "no-store" && answer.bodyCount < 1000, comment)
                }
            }
        }

        @Test(arguments: ArchiveVariant.usual, ["HEAD", "POST"])
        func `only GET has ranges`(variant: ArchiveVariant, method: String) async throws {
            let tree = try tree()
            let penstock = try await PenstockServer()
            let client = try penstock.client()
            let whole = try await client.send(request(variant, tree, range: nil))
            for header in ["bytes=0-9", "bytes=-5", "bytes=99999999-", "bytes=-0"] {
                var asked = request(variant, tree, range: header)
                asked["REQUEST_METHOD"] = method
                if method == "POST" {
                    asked["CONTENT_TYPE"] = "application/x-www-form-urlencoded"
                    asked["CONTENT_LENGTH"] = "0"
                }
                let answer = try await client.send(asked)
                #expect(answer.status == 200 && answer.isComplete, "\(header)")
                #expect(
                    answer.contentLength == whole.bodyCount && answer["Content-Range"] == nil, "\(header)")
                #expect(answer.body == (method == "HEAD" ? [] : whole.body), "\(header)")
            }
        }

        @Test(arguments: ["bytes=99999999-", "bytes=-0"])
        func `what is beyond the end of an archive that nobody knows yet is found out`(header: String)
            async throws
        {
            let tree = try tree()
            for format in [ArchiveFormat.zip, .tarGzip] {
                let variant = ArchiveVariant(format, "auto")
                let penstock = try await PenstockServer()
                let client = try penstock.client()
                let answer = try await client.send(request(variant, tree, range: header))
                let whole = try await client.send(request(variant, tree, range: nil))
                #expect(answer.status == 416 && answer["Content-Range"] == "bytes */\(whole.bodyCount)")
            }
        }

        @Test func `the reason phrases are those of their statuses`() async throws {
            let tree = try tree()
            let site = try await Site(tree)
            let tag = try #require(try await site.get("/archive/dir.tar", ["-I"])["ETag"])
            for (header, line) in [
                ("Range: bytes=0-9", "HTTP/1.1 206 Partial Content"),
                ("Range: bytes=99999999-", "HTTP/1.1 416 Range Not Satisfiable"),
                ("If-None-Match: \(tag)", "HTTP/1.1 304 Not Modified"),
                ("If-Match: \"other\"", "HTTP/1.1 412 Precondition Failed"),
            ] {
                _ = try await site.get("/archive/dir.tar", ["-H", header], name: "phrase")
                let head = try FileSystem.text(site.downloads.at("phrase.head"))
                #expect(head.split(whereSeparator: \.isNewline).first.map(String.init) == line)
            }
        }
    }
}
