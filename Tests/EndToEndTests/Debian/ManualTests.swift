import TestSupport
import Testing

extension EndToEndTests {
    /// The man pages, against what they describe.
    @Suite struct ManualTests {
        private static let pages = ["penstock.1", "penstock-parameters.5"]

        @Test(arguments: ["serve", "pack", "doctor"])
        func `penstock(1) has every option, and no other`(command: String) async throws {
            let help = try await Tool(PenstockBinary.path).run([command, "--help"])
            let offered = Set(help.text.matches(of: /(?m)^ +(?:-\w, )?(--[a-z-]+)/).map { String($0.1) })
            let page = try Self.text("penstock.1")
            let sections = page.split(separator: ".Ss ")
            let section = try #require(sections.first { $0.hasPrefix("penstock \(command)\n") })
            let common = try #require(sections.first { $0.hasPrefix("Everywhere\n") })
            #expect(offered.isSuperset(of: ["--version", "--help"]))
            #expect(offered.subtracting(["--version", "--help"]) == Self.options(in: section))
            #expect(Self.options(in: common).isSuperset(of: ["--version", "--help"]))
        }

        @Test func `penstock-parameters(5) has what a location accepts, and nothing else`() async throws {
            let page = try Self.text("penstock-parameters.5")
            let described = Set(
                page.matches(of: /(?m)^\.It Ev (.*)/).flatMap {
                    $0.1.split(separator: " , ").map(String.init)
                })
            let source = try FileSystem.text(
                ProjectFiles.root / "Sources/Responder/Route/LocationSettings.swift")
            let accepted = Set(
                source.matches(of: /(?m)^ +case ("[A-Z_]+"(?:, "[A-Z_]+")*):/).flatMap { match in
                    match.1.matches(of: /[A-Z_]+/).map { "PENSTOCK_\($0.0)" }
                })
            #expect(accepted.contains("PENSTOCK_ROOT"))
            #expect(described == accepted)
        }

        @Test(arguments: pages)
        func `the pages are well formed`(page: String) async throws {
            let path = Self.path(page).text
            // References to pages that are not installed are no mistake.
            let lint = try await Tool.shell("mandoc -T lint -W warning \"$1\"", [path])
            #expect(lint.succeeded && lint.output.isEmpty, "\(lint)")
            let shown = try await Tool("man").run(
                ["--warnings", "--local-file", path], environment: ["MANWIDTH": "80", "MANPAGER": "cat"])
            #expect(shown.succeeded && shown.errors.isEmpty && !shown.text.isEmpty)
        }

        @Test(arguments: pages, ["mandoc \"$1\"", "MANPAGER=cat man --local-file \"$1\""])
        func `the pages are those of this version of penstock, not of BSD`(
            page: String, command: String
        ) async throws {
            let version = try await Tool(PenstockBinary.path).run(["--version"]).lines
            let shown = try await Tool.shell(command, [Self.path(page).text])
            #expect(shown.succeeded && !shown.text.contains("BSD"), "\(shown)")
            let (header, footer) = (shown.lines.first ?? "", shown.lines.last ?? "")
            #expect(header.contains(/(General Commands|File Formats) Manual/), "\(header)")
            let name = try #require(version.first)
            #expect(footer.hasPrefix(name) && footer.hasSuffix(name), "\(footer)")
        }

        private static func options(in section: Substring) -> Set<String> {
            Set(section.matches(of: /(?m)^\.It .*Fl Fl ([a-z-]+)/).map { "--" + $0.1 })
        }

        private static func text(_ page: String) throws -> String { try FileSystem.text(path(page)) }

        private static func path(_ page: String) -> BytePath {
            ProjectFiles.root / "docs/man" / BytePath(page)
        }
    }
}
