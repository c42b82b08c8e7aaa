import TestSupport
import Testing

extension EndToEndTests {
    /// The configuration files of this repository, as the programs see them that read them.
    @Suite struct ShippedFilesTests {
        @Test func `examples that resume by curl have it tell of errors`() async throws {
            let found = try await Tool.shell(
                "cd \"$1\" && grep -hoE 'curl( -[^ ]+| [0-9]+)* -C -' ./*.md docs/*.md docs/man/*",
                [ProjectFiles.root.text])
            #expect(!found.lines.isEmpty)
            // Without -f, curl reports no error, and saves what it says if there is no file yet.
            #expect(found.lines.allSatisfy { $0.contains(/\s-[a-zA-Z]*f/) }, "\(found)")
        }

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

        /// With the port, the socket and the directory of the test in place of its own.
        private static func exampleSite(_ responder: SocketAddress, _ root: BytePath) async throws
            -> NginxServer
        {
            try await NginxServer { port, directory in
                try directory.link("snippets/penstock.conf", to: ProjectFiles.nginxSnippet)
                var text = try FileSystem.text(ProjectFiles.root / "nginx/example-site.conf")
                for (shipped, ours) in [
                    ("listen 80;", "listen 127.0.0.1:\(port);"), ("    listen [::]:80;\n", ""),
                    ("unix:/run/penstock/penstock.sock", "\(responder)"),
                    ("PENSTOCK_ROOT  /srv/files;", "PENSTOCK_ROOT \(root);"),
                ] {
                    try #require(text.contains(shipped), "\(shipped)")
                    text = text.replacing(shipped, with: ours)
                }
                return text
            }
        }

        @Test func `the example site gives an address so many downloads, and others theirs`() async throws {
            let tree = try TemporaryTree("example")
            try tree.sparseFile("dir/file", size: 1 << 30)
            let penstock = try await PenstockServer(["--listen-mode", "0666"])
            let nginx = try await Self.exampleSite(penstock.address, tree.root)
            let url = nginx.url("/archive/dir.tar")
            var downloads: [ChildProcess] = []
            for _ in 0..<16 {
                let begun = FileAppender("/dev/null")
                downloads.append(
                    try await ChildProcess(["curl", "-sSN", "--limit-rate", "1k", url]) { bytes in
                        try begun.append(bytes)
                        return .more
                    })
                try await eventually("a download to begin") { begun.count > 0 ? true : nil }
            }
            let curl = Curl(into: tree)
            #expect(try await curl.get(url, ["--head"]).status == 429)
            #expect(try await curl.get(url, ["--head", "--interface", "127.0.0.2"]).status == 200)
            downloads.removeLast()
            try await eventually("the place to be free again") {
                try await curl.get(url, ["--head"]).status == 200 ? true : nil
            }
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
