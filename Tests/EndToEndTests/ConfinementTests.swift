import Glibc
import TestSupport
import Testing

extension EndToEndTests {
    @Suite struct ConfinementTests {
        private static func tree() throws -> TemporaryTree {
            let tree = try TemporaryTree()
            try tree.file("share/dir/secret", "inside")
            try tree.file("outside/secret", SelectionTests.marker)
            try tree.file("share2/secret", SelectionTests.marker)
            try tree.link("share/link", to: "../outside")
            try tree.link("share/dir/file link", to: "../../outside/secret")
            try tree.link("share/absolute", to: tree.at("outside"))
            try tree.link("share/proc", to: "/proc/self/root")
            return tree
        }

        /// Ways up and out, in every spelling that some server has fallen for.
        private static let attempts: [String] = {
            let ups = [
                "..", "../", "..\\", "..//", "./..", ".../", "....//", "..;/", "%2e%2e/", "%2e%2e%2f",
                "..%2f", "..%5c",
                "%252e%252e%252f", "..%c0%af", "%c0%ae%c0%ae/", "..%ef%bc%8f", "．．/", "..\u{0}/", "..%00/",
                ".. /", "..\t/",
            ]
            let targets = ["outside/secret", "share2/secret", "etc/passwd", "outside"]
            let starts = [
                "", "dir/", "/", "dir/../", "./", "link/", "link/../", "proc/", "absolute/", "dir\\",
            ]
            return starts.flatMap { start in
                ups.flatMap { up in
                    targets.flatMap { target in
                        [1, 3].map { start + String(repeating: up, count: $0) + target }
                    }
                }
            }
        }()

        @Test func `no path leads out of the root`() async throws {
            let tree = try Self.tree()
            let penstock = try await PenstockServer()
            let client = try penstock.client()
            for attempt in Self.attempts {
                for path in Set([attempt, attempt.percentDecodedOnce]) {
                    let request = FastCGIRequest(
                        "GET", BytePath("/archive/\(path).tar"), root: tree.at("share"))
                    let answer = try await client.send(request)
                    #expect([400, 404].contains(answer.status), "\(path)")
                    #expect(!answer.body.contains(text: SelectionTests.marker), "\(path)")
                }
            }
            #expect(
                try await client.send(FastCGIRequest("GET", "/archive/dir.tar", root: tree.at("share")))
                    .status == 200)
        }

        @Test(arguments: [
            "/archive/../share2.tar", "/archive2/dir.tar", "/archivedir.tar", "/archive", "/archive/link.tar",
            "/archive/link/secret.tar", "/archive/absolute.tar", "/archive/proc/etc.tar",
            "/archive/dir/file link.tar",
        ])
        func `a path beside the mount or through a link outside is not found`(path: String) async throws {
            let tree = try Self.tree()
            let penstock = try await PenstockServer()
            let answer = try await penstock.client().send(
                FastCGIRequest("GET", BytePath(path), root: tree.at("share")))
            #expect([400, 404].contains(answer.status))
            #expect(!answer.body.contains(text: SelectionTests.marker))
        }

        @Test func `a directory that is swapped for a link outside gives nothing away`() async throws {
            let tree = try Self.tree()
            let penstock = try await PenstockServer()
            let client = try penstock.client()
            let swapper = """
                import os, sys
                os.chdir(sys.argv[1])
                while True:
                    os.rename('dir', 'kept'); os.rename('link', 'dir'); os.rename('dir', 'link'); os.rename('kept', 'dir')
                """
            let attacker = try await ChildProcess(["python3", "-c", swapper, tree.at("share").text])
            for _ in 0..<500 {
                let answer = try await client.send(
                    FastCGIRequest("GET", "/archive/dir.tar", root: tree.at("share")))
                #expect(!answer.body.contains(text: SelectionTests.marker))
            }
            #expect(attacker.isRunning)
            attacker.send(SIGKILL)
            _ = try await attacker.exit()
            #expect(try await penstock.stop())
        }

        @Test func `roots are confined to those allowed`() async throws {
            let tree = try Self.tree()
            let allowed = tree.at("share")
            let penstock = try await PenstockServer(["--allow-root", allowed.text])
            let client = try penstock.client()
            for (root, status) in [
                (allowed, 200), (tree.at("share2"), 500), (tree.root, 500), (tree.at("share/link"), 500),
            ] {
                let answer = try await client.send(
                    FastCGIRequest("GET", "/archive/", query: "format=tar", root: root))
                #expect(answer.status == status, "\(root)")
                #expect(!answer.body.contains(text: SelectionTests.marker))
            }
            let beneath = try await client.send(
                FastCGIRequest("GET", "/archive/", query: "format=tar", root: tree.at("share/dir")))
            #expect(beneath.status == 200)
        }

        @Test func `--root serves where no other root is given`() async throws {
            let tree = try Self.tree()
            let penstock = try await PenstockServer(["--root", tree.at("share").text])
            let answer = try await penstock.client().send(FastCGIRequest("GET", "/archive/dir.tar"))
            #expect(
                try await ArchiveListing.names(answer.body, .tar) == [
                    "dir/", "dir/secret", "dir/MISSING.txt",
                ])
        }
    }
}

extension String {
    /// With `%XX` decoded; what is not UTF-8 then is replaced.
    var percentDecodedOnce: String {
        var bytes: [UInt8] = []
        var rest = Array(utf8)[...]
        while let first = rest.popFirst() {
            if first == UInt8(ascii: "%"), rest.count >= 2,
                let byte = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
            {
                bytes.append(byte)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(first)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
