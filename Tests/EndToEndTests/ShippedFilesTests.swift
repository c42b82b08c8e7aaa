import TestSupport
import Testing

extension EndToEndTests {
    /// The configuration files of this repository, as the programs see them that read them.
    @Suite struct ShippedFilesTests {
        @Test func `nginx accepts the example site`() async throws {
            let directory = try TemporaryTree("nginx")
            try directory.directory("snippets")
            try directory.link("snippets/penstock.conf", to: ProjectFiles.nginxSnippet)
            let site = ProjectFiles.root / "nginx/example-site.conf"
            try directory.file(
                "nginx.conf",
                "pid \(directory.at("pid"));\nevents {}\nhttp { access_log off; include \(site); }\n")
            let result = try await Tool("sh").run([
                "-c", "PATH=$PATH:/usr/sbin; nginx -t -p \"$1\" -e stderr -c \"$1/nginx.conf\"", "sh",
                directory.path,
            ])
            // Port 80 may be taken or forbidden where the tests run; that comes after the syntax.
            #expect(result.errors.contains("syntax is ok"), "\(result)")
        }

        @Test func `systemd finds nothing wrong with the units`() async throws {
            let directory = try TemporaryTree("units")
            // The service is its own template.
            let units: [BytePath: BytePath] = [
                "penstock.service": "penstock.service", "penstock@.service": "penstock.service",
                "penstock.socket": "penstock.socket", "penstock@.socket": "penstock@.socket",
            ]
            for (name, file) in units {
                let unit = try FileSystem.text(ProjectFiles.root / "systemd" / file)
                let here = unit.split(separator: "\n", omittingEmptySubsequences: false).map { line in
                    line.hasPrefix("ExecStart=/usr/bin/penstock")
                        ? "ExecStart=\(PenstockBinary.path) serve" : String(line)
                }
                try directory.file(name, here.joined(separator: "\n"))
            }
            let verified = try await Tool("systemd-analyze").run(
                ["verify", "--man=no"] + units.keys.map { directory.at($0).text })
            #expect(verified.succeeded && verified.errors.isEmpty, "\(verified)")
        }

        @Test func `the service is as shut off as it can be`() async throws {
            let service = (ProjectFiles.root / "systemd/penstock.service").text
            let result = try await Tool("systemd-analyze").run([
                "security", "--offline=yes", "--threshold=5", service,
            ])
            #expect(result.succeeded, "\(result)")
        }
    }
}
