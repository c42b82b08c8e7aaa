import TestSupport
import Testing

extension EndToEndTests {
    /// `serve --check --unit` under a real systemd.
    @Suite(.enabled(if: DebianMachine.isAvailable, "Scripts/debian-tree tells what a machine takes"))
    struct UnitCheckTests {
        private static func check(_ site: InstalledSite, _ unit: String = "penstock") async throws
            -> Tool.Result
        {
            try await site.machine.run("penstock serve --check --unit \"$1\"", [unit])
        }

        /// Gives the service these options.
        private static func options(_ lines: String, _ site: InstalledSite) async throws {
            try await site.machine.check("echo \"$1\" >/etc/default/penstock", [lines])
        }

        @Test func `a service that is well is said to be, left alone, and nothing stays behind`() async throws
        {
            let site = try await InstalledSite()
            try await site.machine.check("mkdir /srv/files/dir; systemctl start penstock")
            try await Self.options("PENSTOCK_SERVE_ALLOW_ROOT=/srv/files", site)
            let process = try await site.property("MainPID")
            let result = try await Self.check(site)
            #expect(result.succeeded && !result.text.contains("WRONG"), "\(result)")
            for line in [
                "ok    --allow-root /srv/files can be opened.",
                "ok    --cache-dir /var/cache/penstock can be written to.",
                "ok    penstock.socket listens, and starts penstock.service.",
            ] {
                #expect(result.lines.contains(line), "\(line): \(result)")
            }
            #expect(try await site.property("MainPID") == process)
            #expect(try await site.get("/archive/dir.tar").status == "200")
            let left = try await site.machine.check(
                "ls /run /run/systemd/system; systemctl list-units --all --plain 'penstock*'")
            #expect(!left.contains("penstock-check"))
        }

        @Test func `what only the service may not open is found`() async throws {
            let site = try await InstalledSite()
            try await site.machine.check("mkdir -m 700 /srv/own; mkdir /home/shared")
            for (root, reason) in [("/srv/own", "Permission denied"), ("/home/shared", "")] {
                try await Self.options("PENSTOCK_SERVE_ALLOW_ROOT=\(root)", site)
                // Root alone sees nothing of it.
                let alone = "penstock serve --check --allow-root \(root)"
                #expect(try await site.machine.run(alone).succeeded)
                let result = try await Self.check(site)
                #expect(result.status == .exited(78))
                #expect(
                    result.text.contains("WRONG --allow-root \(root) cannot be opened: \(reason)"),
                    "\(result)")
            }
        }

        @Test func `an option that is mistyped is found, and where it may be`() async throws {
            let site = try await InstalledSite()
            try await Self.options("PENSTOCK_SERVE_MAX_STREEMS=100", site)
            let result = try await Self.check(site)
            #expect(result.status == .exited(78))
            #expect(result.text.contains("'--max-streems'"), "\(result)")
            #expect(result.text.contains("/etc/default/penstock, ExecStart="), "\(result)")
        }

        @Test func `what systemd cannot do for the service is found`() async throws {
            let site = try await InstalledSite()
            try await site.configure("[Service]\nSupplementaryGroups=nosuch")
            let group = try await Self.check(site)
            #expect(group.status == .exited(78) && group.text.contains("SupplementaryGroups= does not exist"))
            try await site.configure("[Service]\nEnvironmentFile=/etc/none")
            let file = try await Self.check(site)
            #expect(
                file.status == .exited(78) && file.text.contains("cannot start penstock.service"), "\(file)")
            try await site.machine.check("echo >/etc/systemd/system/penstock.service.d/test.conf")
            let change = try await Self.check(site)
            #expect(change.status == .exited(78) && change.text.contains("systemctl daemon-reload"))
        }

        @Test func `a socket that does not listen is named, also that of an instance`() async throws {
            let site = try await InstalledSite()
            try await site.machine.check("systemctl stop penstock.socket")
            for (unit, socket) in [("penstock", "penstock.socket"), ("penstock@one", "penstock@one.socket")] {
                let result = try await Self.check(site, unit)
                #expect(result.status == .exited(78))
                #expect(result.text.contains("WRONG \(socket) does not listen"), "\(result)")
                try await site.machine.check("systemctl enable --now \(socket)")
                #expect(try await Self.check(site, unit).succeeded)
            }
        }

        @Test func `what is no unit of penstock, or not for this user, is refused`() async throws {
            let site = try await InstalledSite()
            for (command, words) in [
                ("penstock serve --check --unit nosuch", "There is no nosuch.service"),
                ("penstock serve --check --unit nginx", "/usr/sbin/nginx, which may not know --check"),
                ("setpriv --reuid=65534 penstock serve --check --unit penstock", "sudo penstock serve"),
            ] {
                let result = try await site.machine.run(command)
                #expect(result.status == .exited(78) && result.text.contains(words), "\(result)")
            }
            for options in ["--unit penstock", "--check --unit penstock --root /", "--check --unit=-H"] {
                #expect(try await site.machine.run("penstock serve \(options)").status == .exited(64))
            }
        }
    }
}
