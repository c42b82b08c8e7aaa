import TestSupport
import Testing

extension EndToEndTests {
    /// Folders of which not everything can be had, and clients that do not take their pages.
    @Suite struct ListingFaultTests {
        private static func request(_ path: BytePath, _ tree: TemporaryTree) -> FastCGIRequest {
            FastCGIRequest(
                "GET", path, root: tree.root, ["PENSTOCK_LISTING": "on", "HTTP_ACCEPT": "text/html"])
        }

        @Test func `what cannot even be looked at is a row, as it is a line of MISSING.txt`() async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/file", "x")
            // Names can be read, and nothing else.
            try FileSystem.setMode(0o744, of: tree.at("dir"))
            let penstock = try await PenstockServer { $0.unprivileged = FileSystem.isRoot }
            let page = try await penstock.client().send(Self.request("/archive/dir/", tree))
            #expect(page.status == 200 && page.isComplete)
            #expect(page.text.contains("<bdi>file</bdi>") && page.text.contains("not readable"))
            #expect(!page.text.contains("type=checkbox"))
            let archive = try await penstock.client().send(
                FastCGIRequest("GET", "/archive/dir.tar", root: tree.root))
            #expect(archive.status == 200 && archive["X-Archive-Skipped"] == "1")
        }

        @Test func `what cannot be read counts against the limit of entries, as in an archive`() async throws
        {
            let tree = try TemporaryTree()
            for number in 0..<5 { try tree.file("dir/\(String(number))", "x") }
            for number in 5..<8 { try tree.file("dir/\(String(number))", "x", mode: 0) }
            let penstock = try await PenstockServer { $0.unprivileged = FileSystem.isRoot }
            var statuses: [Int] = []
            for limit in 4...9 {
                var request = Self.request("/archive/dir/", tree)
                request["PENSTOCK_MAX_ENTRIES"] = String(limit)
                let page = try await penstock.client().send(request)
                request["QUERY_STRING"] = "format=tar"
                let archive = try await penstock.client().send(request)
                #expect(page.text.contains("id=\"limit\"") == (archive.status == 413), "\(limit)")
                statuses.append(archive.status)
            }
            #expect(statuses.contains(200) && statuses.contains(413))
        }

        @Test func `so many pages are made or sent at once, and one more comes later`() async throws {
            let tree = try TemporaryTree(in: .memory)
            // A page that no socket holds.
            for number in 0..<3000 { try tree.file("dir/\(String(number))", "") }
            let penstock = try await PenstockServer()
            let request = Self.request("/archive/dir/", tree)
            var held: [FastCGIConnection] = []
            for _ in 0..<64 {
                let connection = try await penstock.client().open(request)
                _ = try await connection.receive(upTo: 1)
                held.append(connection)
            }
            let refused = try await penstock.client().send(request)
            #expect(refused.status == 503 && refused["Retry-After"] != nil)
            // Archives have places of their own.
            let archive = try await penstock.client().send(
                FastCGIRequest("GET", "/archive/dir.tar", root: tree.root))
            #expect(archive.status == 200 && archive.isComplete)
            held.removeAll()
            try await eventually("a place to be free again") {
                try await penstock.client().send(request).status == 200 ? true : nil
            }
        }
    }
}
