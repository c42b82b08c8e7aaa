import TestSupport
import Testing

extension EndToEndTests {
    @Suite struct AnswerTests {
        @Test(arguments: ArchiveFormat.allCases)
        func `an archive comes with its headers`(format: ArchiveFormat) async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/one", "1234567", modified: FileTime(1_000_000_000))
            try tree.file("dir/two", "123", modified: FileTime(1_100_000_000))
            try tree.directory("dir", modified: FileTime(1_000_000_000))
            let penstock = try await PenstockServer()
            let answer = try await penstock.client().send(
                FastCGIRequest(
                    "GET", "/archive/dir.\(String(describing: format))", query: "compression=store",
                    root: tree.root))
            #expect(answer.status == 200 && answer.isComplete)
            #expect(answer["Content-Type"] == format.mediaType)
            #expect(answer["Content-Disposition"]?.hasPrefix("attachment; filename=") == true)
            #expect(answer["Content-Length"] == String(answer.bodyCount))
            #expect(answer["ETag"]?.hasPrefix("\"") == true, "strong")
            #expect(answer["Last-Modified"] == "Tue, 09 Nov 2004 11:33:20 GMT")
            #expect(answer["Accept-Ranges"] == "bytes")
            #expect(answer["Cache-Control"] == "private, no-cache, no-transform")
            #expect(answer["X-Accel-Buffering"] == "no")
            #expect(answer["X-Content-Type-Options"] == "nosniff")
            #expect(answer["X-Robots-Tag"] == "noindex, nofollow")
            #expect(answer["X-Archive-Entries"] == "3")
            #expect(answer["X-Archive-Bytes"] == "10")
            #expect(answer["X-Archive-Skipped"] == "0")
            #expect(answer.values("Content-Encoding") == [])
        }

        @Test func `auto knows the length of what is compressed already`() async throws {
            let tree = try TemporaryTree()
            try tree.file("photos/a.jpg", [UInt8](repeating: 1, count: 100_000))
            try tree.file("photos/b.PNG", [UInt8](repeating: 2, count: 500_000))
            try tree.file("texts/a.txt", [UInt8](repeating: 3, count: 500_000))
            let penstock = try await PenstockServer()
            for format in ["zip", "tar.gz"] {
                let photos = try await penstock.client().send(
                    FastCGIRequest("GET", "/archive/photos.\(format)", root: tree.root))
                #expect(photos.contentLength == photos.bodyCount && photos.bodyCount > 600_000)
                let texts = try await penstock.client().send(
                    FastCGIRequest("GET", "/archive/texts.\(format)", root: tree.root))
                #expect(texts.contentLength == nil && texts.isComplete && texts.bodyCount < 50_000)
                #expect(texts["Accept-Ranges"] == "none")
            }
        }

        @Test(arguments: ["zip", "zip?compression=store", "tar", "tar.gz"])
        func `HEAD has the headers of GET and no body`(suffix: String) async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/file", [UInt8](repeating: 65, count: 300_000))
            let penstock = try await PenstockServer()
            let parts = suffix.split(separator: "?").map(String.init)
            // In this order: from the first GET on, a compressed archive has a length.
            let answers = try await ["HEAD", "GET"].asyncMap { method in
                try await penstock.client().send(
                    FastCGIRequest(
                        method, "/archive/dir.\(parts[0])", query: parts.count > 1 ? parts[1] : "",
                        root: tree.root))
            }
            let headers = answers.map { $0.headers.map { "\($0.name): \($0.value)" } }
            #expect(headers[0] == headers[1] && answers[0].status == 200)
            #expect(answers[0].bodyCount == 0 && answers[0].isComplete)
        }

        @Test func `HEAD opens no file but the first, and reads no more than its first byte`() async throws {
            let tree = try TemporaryTree()
            try tree.file("asked/first-file", "xyz")
            try tree.file("asked/headed-file", "x")
            try tree.file("fetched/gotten-file", "x")
            let trace = tree.at("trace")
            let penstock = try await PenstockServer {
                $0.wrapper = FileTrace.wrapper(writing: trace)
            }
            #expect(
                try await penstock.client().send(
                    FastCGIRequest("HEAD", "/archive/asked.zip", root: tree.root)
                ).status == 200)
            #expect(
                try await penstock.client().send(
                    FastCGIRequest("GET", "/archive/fetched.zip", root: tree.root)
                ).status == 200)
            #expect(try await penstock.stop())
            let text = try await eventually("the trace's end") { () -> String? in
                let text = try FileSystem.text(trace)
                return text.split(separator: "\n").last?.contains("+++ exited") == true ? text : nil
            }
            #expect(text.contains("gotten-file"), "the trace shows what it should")
            #expect(!text.contains("headed-file"))
            let reads = text.split(separator: "\n").filter {
                $0.contains("first-file>") && $0.contains("read")
            }
            #expect(reads.count == 1 && reads.allSatisfy { $0.hasSuffix(" = 1") }, "\(reads)")
        }

        @Test func `other methods are refused with a list of those allowed`() async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/file", "x")
            let site = try await Site(tree)
            for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"] {
                let response = try await site.get("/archive/dir.zip", ["-X", method])
                #expect(response.status == 405)
                let allowed = Set(
                    response["Allow"]?.split(separator: ",").map { $0.drop { $0 == " " } } ?? [])
                #expect(allowed.isSuperset(of: ["GET", "HEAD"]))
            }
        }
    }
}

extension Array {
    func asyncMap<Result>(_ transform: (Element) async throws -> Result) async throws -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
