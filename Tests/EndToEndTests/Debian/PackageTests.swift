import TestSupport
import Testing

extension EndToEndTests {
    /// The package as a file.
    @Suite struct PackageTests {
        @Test func `the package has the version of the executable`() async throws {
            let executable = try await Tool(PenstockBinary.path).run(["--version"]).text
            let package = try await Tool.shell("dpkg-deb --field \"$1\"/penstock_*.deb Version", [packages])
            #expect(executable == "penstock \(package.text)" && package.succeeded)
        }

        @Test func `lintian has no complaint`() async throws {
            let found = try await Tool.shell(
                "lintian --allow-root --fail-on error,warning \"$1\"/penstock_*.changes", [packages])
            #expect(found.succeeded && found.output.isEmpty, "\(found)")
        }

        @Test(arguments: [
            ("zsh -fc 'print -l $fpath'", "_penstock"),
            ("fish --command 'printf \"%s\\n\" $fish_complete_path'", "penstock.fish"),
        ])
        func `completions are where the shell looks for them`(directories: String, file: String) async throws
        {
            let searched = try await Tool.shell(directories)
            let held = try await Tool.shell("dpkg-deb --contents \"$1\"/penstock_*.deb", [packages])
            let files = searched.lines.map { " .\($0)/\(file)" }
            #expect(
                held.lines.contains { line in files.contains { line.hasSuffix($0) } }, "\(searched) \(held)")
        }

        @Test func `the package is built with what the executable is built with`() async throws {
            // debian/control says so to Debian's tools, the Makefile to everyone.
            let installed = try await Tool.shell(
                "make -C \"$1\" --eval 'print: ; @echo $(BUILD_PACKAGES)' --no-print-directory print",
                [ProjectFiles.root.text])
            let needed = Set(installed.text.split(whereSeparator: \.isWhitespace).map(String.init))
            let control = try FileSystem.text(ProjectFiles.root / "debian/control")
            let field = try #require(control.firstMatch(of: /Build-Depends:((?:.*,\n)*.*\n)/))
            let declared = field.1.split { $0.isWhitespace || $0 == "," }.map(String.init)
            let libraries = declared.filter { $0.hasSuffix("-dev") }
            #expect(Set(libraries) == needed.filter { $0.hasSuffix("-dev") })
        }

        private var packages: String { ProjectFiles.packages.text }
    }
}
