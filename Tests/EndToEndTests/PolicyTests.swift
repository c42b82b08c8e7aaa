import TestSupport
import Testing

extension EndToEndTests {
    @Suite struct PolicyTests {
        private static func tree() throws -> TemporaryTree {
            let tree = try TemporaryTree()
            try tree.file("share/dir/a/file", "0123456789")
            try tree.file("share/dir/.hidden", "x")
            try tree.file("share/dir/.git/config", "x")
            try tree.file("share/dir/skip.tmp", "x")
            try tree.file("share/elsewhere/other", "x")
            try tree.link("share/dir/near", to: "a/file")
            try tree.link("share/dir/over", to: "../elsewhere")
            try tree.link("share/dir/out", to: "../../outside")
            try tree.link("share/dir/absolute", to: "/etc/hostname")
            try tree.link("share/dir/a/up", to: "..")
            try tree.link("share/dir/circle", to: "circle")
            try tree.file("outside/secret", SelectionTests.marker)
            return tree
        }

        private static let plain = ["dir/", "dir/a/", "dir/a/file"]

        @Test(arguments: [
            // A link beneath the root counts as what it leads to.
            ("follow", plain + ["dir/near", "dir/over/", "dir/over/other", "dir/skip.tmp"]),
            // What stays in the archive is stored, and what leads to something beneath the root.
            ("store", plain + ["dir/a/up", "dir/circle", "dir/near", "dir/over", "dir/skip.tmp"]),
            ("skip", plain + ["dir/skip.tmp"]),
        ])
        func `links are followed, stored or left out`(policy: String, names: [String]) async throws {
            let answer = try await answer(["PENSTOCK_SYMLINKS": policy])
            #expect(try await ArchiveListing.names(answer.body) == names + ["dir/MISSING.txt"])
            #expect(!answer.body.contains(text: SelectionTests.marker))
            #expect(answer["X-Archive-Entries"] == String(names.count + 1))
        }

        @Test func `hidden files are left out, or included on request`() async throws {
            let off = try await names(["PENSTOCK_SYMLINKS": "skip"])
            #expect(off == Self.plain + ["dir/skip.tmp", "dir/MISSING.txt"])
            let on = try await names(["PENSTOCK_SYMLINKS": "skip", "PENSTOCK_HIDDEN": "on"])
            #expect(
                on == ["dir/", "dir/.git/", "dir/.git/config", "dir/.hidden"] + Self.plain.dropFirst() + [
                    "dir/skip.tmp", "dir/MISSING.txt",
                ])
            for path: BytePath in [
                "/archive/dir/.git.zip", "/archive/dir/.git/config.zip", "/archive/dir/.hidden.zip",
            ] {
                #expect(try await answer([:], path).status == 404, "\(path)")
            }
        }

        @Test func `excluded files are left out and cannot be asked for`() async throws {
            let names = try await names(["PENSTOCK_SYMLINKS": "skip", "PENSTOCK_EXCLUDE": "*.tmp dir/a/*"])
            #expect(names == ["dir/", "dir/a/", "dir/MISSING.txt"])
            #expect(
                try await answer(["PENSTOCK_EXCLUDE": "*.tmp"], "/archive/dir/skip.tmp.zip").status == 404)
            #expect(try await answer(["PENSTOCK_EXCLUDE": "dir/a/"], "/archive/dir/a.zip").status == 404)
            #expect(try await answer(["PENSTOCK_EXCLUDE": "./dir"], "/archive/dir.zip").status == 500)
        }

        @Test(arguments: [
            ("PENSTOCK_MAX_BYTES", "11", 200), ("PENSTOCK_MAX_BYTES", "10", 413),
            ("PENSTOCK_MAX_ENTRIES", "4", 200),
            ("PENSTOCK_MAX_ENTRIES", "2", 413), ("PENSTOCK_MAX_DEPTH", "2", 200),
            ("PENSTOCK_MAX_DEPTH", "0", 413),
        ])
        func `limits are answered before the first byte`(parameter: String, value: String, status: Int)
            async throws
        {
            let answer = try await answer(["PENSTOCK_SYMLINKS": "skip", parameter: value])
            #expect(answer.status == status)
            if status != 200 {
                #expect(!answer.body.contains(text: "PK") && answer["Cache-Control"] == "no-store")
            }
        }

        @Test func `only the formats of a location are offered`() async throws {
            for (path, status) in [
                ("/archive/dir.zip", 404), ("/archive/dir.tar", 200), ("/archive/dir.tar.gz", 404),
            ] {
                #expect(
                    try await answer(["PENSTOCK_FORMATS": "tar"], BytePath(path)).status == status, "\(path)")
            }
        }

        @Test func `a location's effort holds`() async throws {
            let tree = try TemporaryTree()
            try tree.compressibleFile("dir/file", size: 3 << 20)
            let penstock = try await PenstockServer()
            var sizes: [String: Int] = [:]
            for effort in ["store", "fast", "default", "best", "auto"] {
                let answer = try await penstock.client().send(
                    FastCGIRequest(
                        "GET", "/archive/dir.zip", root: tree.root, ["PENSTOCK_COMPRESSION": effort]))
                #expect(
                    answer.isComplete && (answer.contentLength != nil) == (effort == "store"), "\(effort)")
                sizes[effort] = answer.bodyCount
            }
            #expect(try #require(sizes["best"]) < 2 << 20 && #require(sizes["auto"]) < 2 << 20)
            #expect(try #require(sizes["store"]) > 3 << 20)
        }

        @Test func `FIFOs, sockets and devices are listed and never opened`() async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/file", "x")
            try FileSystem.makeFIFO(tree.at("dir/fifo"))
            try FileSystem.makeSocket(tree.at("dir/socket"))
            if FileSystem.isRoot { try FileSystem.makeZeroDevice(tree.at("dir/zero")) }
            let penstock = try await PenstockServer()
            let answer = try await penstock.client().send(
                FastCGIRequest("GET", "/archive/dir.zip", root: tree.root))
            #expect(try await ArchiveListing.names(answer.body) == ["dir/", "dir/file", "dir/MISSING.txt"])
            #expect(answer["X-Archive-Skipped"] == (FileSystem.isRoot ? "3" : "2"))
            let refused = try await penstock.client().send(
                FastCGIRequest("GET", "/archive/dir.zip", root: tree.root, ["PENSTOCK_UNREADABLE": "fail"]))
            #expect(refused.status == 403)
            let line = try await penstock.requestLine(["status": "403"])
            #expect(line.outcome == "refused:dir/fifo cannot be in the archive: a FIFO", "\(line)")
            for name in ["fifo", "socket"] {
                let alone = try await penstock.client().send(
                    FastCGIRequest("GET", "/archive/dir/\(name).zip", root: tree.root))
                #expect(alone.status == 404, "\(name)")
                let selected = try await penstock.client().send(
                    FastCGIRequest("GET", "/archive/dir.zip", query: "select=\(name)", root: tree.root))
                #expect(selected.status == 404, "\(name), selected")
            }
        }

        @Test func `what cannot be read is reported in the archive, or refused before it`() async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/open", "x")
            try tree.file("dir/closed file", "x", mode: 0)
            try tree.file("dir/closed directory/file", "x")
            try FileSystem.setMode(0, of: tree.at("dir/closed directory"))
            defer { try? FileSystem.setMode(0o755, of: tree.at("dir/closed directory")) }
            let penstock = try await PenstockServer { $0.unprivileged = FileSystem.isRoot }
            let client = try penstock.client()
            let reported = try await client.send(
                FastCGIRequest("GET", "/archive/dir.tar", root: tree.root, ["PENSTOCK_UNREADABLE": "report"]))
            #expect(
                try await ArchiveListing.names(reported.body, .tar) == [
                    "dir/", "dir/open", "dir/MISSING.txt",
                ])
            #expect(
                reported.body.contains(text: "closed file")
                    && reported.body.contains(text: "closed directory"))
            #expect(!reported.body.contains(text: tree.path))
            #expect(reported["X-Archive-Skipped"] == "2")
            let line = try await penstock.requestLine(["status": "200", "skipped": "2"])
            #expect(line["first-skipped"] == "closed directory: Permission denied", "\(line)")
            let refused = try await client.send(
                FastCGIRequest("GET", "/archive/dir.tar", root: tree.root, ["PENSTOCK_UNREADABLE": "fail"]))
            #expect(refused.status == 403 && !refused.text.contains(tree.path))
            let itself = try await client.send(
                FastCGIRequest("GET", "/archive/dir/closed directory.tar", root: tree.root))
            #expect(itself.status == 403)
        }

        private func answer(
            _ parameters: KeyValuePairs<String, String>, _ path: BytePath = "/archive/dir.zip"
        ) async throws -> FastCGIResponse {
            let tree = try Self.tree()
            let penstock = try await PenstockServer()
            return try await penstock.client().send(
                FastCGIRequest("GET", path, root: tree.at("share"), parameters))
        }

        private func names(_ parameters: KeyValuePairs<String, String>) async throws -> [String] {
            try await ArchiveListing.names(try await answer(parameters).body)
        }
    }
}
