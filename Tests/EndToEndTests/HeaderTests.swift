import TestSupport
import Testing

extension EndToEndTests {
    /// No file name gets out of the header it stands in.
    @Suite struct HeaderTests {
        private static let names: [BytePath] =
            [
                "cr\rX-Injected: 1", "lf\nX-Injected: 1", "crlf\r\nX-Injected: 1", "two\r\n\r\n<html>",
                "x\nX-Accel-Redirect: /secret",
                "quo\"te", "quote\"; filename=\"evil.exe", "back\\slash", "semi;filename*=UTF-8''evil", "a=b",
                "100%", "%0d%0aX-Injected: 1",
                "ünïcödé", "日本語", "emoji 🎉", "tab\tbed", "nul-free \u{1}\u{1F}\u{7F}", "c1 \u{85}\u{9B}",
                " leading", "trailing ",
                "\u{2028}separator", "\u{202E}gpj.exe", "'single'", "`tick`", "<tag>", "a,b", "a  b", "~",
                "{}", "con",
                BytePath([0xFF, 0xFE, 0x0A, 0x41]), BytePath(String(repeating: "x", count: 250)),
                BytePath(String(repeating: "日", count: 80)), BytePath(String(repeating: "\"", count: 250)),
            ] + (1...31).map { BytePath([UInt8(ascii: "c"), $0, UInt8(ascii: "d")]) }

        /// Names in which there is nothing to be replaced.
        private static let kept: [BytePath] = [
            "quo\"te", "semi;filename*=UTF-8''evil", "a=b", "100%", "ünïcödé", "日本語", "emoji 🎉", "trailing ",
            "'single'", "`tick`", "<tag>", "a,b", "a  b", "~", "{}", "con",
        ]

        @Test func `hostile names make one harmless Content-Disposition`() async throws {
            let tree = try TemporaryTree()
            let penstock = try await PenstockServer()
            let reference = try await headerNames(penstock, tree, "plain")
            for name in Self.names {
                #expect(try await headerNames(penstock, tree, name) == reference, "\(name)")
            }
        }

        /// Checks the header for `name` and returns the names of all headers.
        private func headerNames(_ penstock: PenstockServer, _ tree: TemporaryTree, _ name: BytePath)
            async throws -> [String]
        {
            try tree.directory(name)
            let path = BytePath(Array("/archive/".utf8) + name.bytes + Array(".zip".utf8))
            let answer = try await penstock.client().send(FastCGIRequest("GET", path, root: tree.root))
            #expect(answer.status == 200, "\(name)")
            let disposition = try #require(answer["Content-Disposition"], "\(name): exactly one")
            #expect(disposition.utf8.allSatisfy { (0x20...0x7E).contains($0) }, "\(name)")
            #expect(disposition.utf8.count < 1024, "\(name)")
            let form = /attachment; filename="([A-Za-z0-9 ._-]+)"; filename\*=UTF-8''([^ ;"]+)/
            let match = try #require(disposition.wholeMatch(of: form), "\(name)")
            #expect(match.1.hasSuffix(".zip") && match.2.hasSuffix(".zip"), "\(name)")
            let decoded = String(match.2).percentDecodedOnce
            #expect(!decoded.contains { $0 == "/" || $0 == "\\" || $0.isNewline }, "\(name)")
            if Self.kept.contains(name) { #expect(decoded == name.text + ".zip") }
            return answer.headers.map(\.name)
        }

        @Test(arguments: [
            "x%0d%0aX-Injected:%201", "x%0aX-Accel-Redirect:%20/secret", "%22;%20filename=%22evil", "%0d",
            "%7f", "%c2%85",
        ])
        func `a name from the query is as harmless`(name: String) async throws {
            let tree = try TemporaryTree()
            try tree.directory("dir")
            try tree.file("secret", SelectionTests.marker)
            let secret = NginxServer.Location(
                .unix("/nowhere"), root: tree.root, mount: "/secret", .defaults, directives: ["internal;"])
            let site = try await Site(tree, other: [secret])
            for mount in ["/archive", "/plain"] {
                let response = try await site.get("\(mount)/dir.zip?name=\(name)")
                #expect([200, 400].contains(response.status))
                #expect(response["X-Injected"] == nil)
                #expect(response.status == 400 || response["Content-Disposition"] != nil)
            }
        }

        @Test func `the client's own headers configure nothing`() async throws {
            let tree = try TemporaryTree()
            try tree.file("share/dir/.hidden", "x")
            try tree.file("secret", SelectionTests.marker)
            let penstock = try await PenstockServer()
            let nginx = try await NginxServer([.init(penstock.address, root: tree.at("share"))])
            let headers = [
                "Penstock-Root: \(tree.path)", "Penstock-Hidden: on", "PENSTOCK_ROOT: \(tree.path)",
                "Penstock-Nonsense: 1",
            ]
            let response = try await Curl(into: tree).get(
                nginx.url("/archive/dir.zip"), headers.flatMap { ["-H", $0] }, name: "download")
            #expect(response.status == 200)
            #expect(try await ArchiveListing.names(try response.bytes()) == ["dir/"])
            let root = try await Curl(into: tree).get(
                nginx.url("/archive/?format=tar"), headers.flatMap { ["-H", $0] }, name: "download")
            #expect(try !root.bytes().contains(text: SelectionTests.marker))
        }
    }
}
