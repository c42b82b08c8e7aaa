import TestSupport
import Testing

extension EndToEndTests {
    /// What clients get while the service cannot start.
    @Suite(.enabled(if: DebianMachine.isAvailable, "Scripts/debian-tree tells what a machine takes"))
    struct WrongOptionTests {
        /// More than systemd bears in a short time.
        private static let many = "for one in $(seq 40); do"

        @Test(arguments: [
            ("PENSTOCK_SERVE_MAX_STREEMS=100", "64"), ("PENSTOCK_SERVE_ALLOW_ROOT=/none", "78"),
        ])
        func `an option that is wrong is a 502 at once, until it is right`(option: String, status: String)
            async throws
        {
            let site = try await InstalledSite()
            try await site.machine.check(
                "mkdir /srv/files/dir; echo \"$1\" >/etc/default/penstock", [option])
            let answers = try await site.machine.check(
                """
                \(Self.many)
                    curl -s -o /dev/null -w '%{http_code}\\n' http://127.0.0.1:8080/archive/dir.tar
                done | sort | uniq
                """)
            #expect(answers == "502")
            try await site.await("ActiveState", "failed")
            #expect(try await site.property("ExecMainStatus") == status)
            // Nobody has asked since, and systemd does not try by itself.
            #expect(try await site.property("NRestarts") == "0")
            #expect(try await site.state(of: "penstock.socket") == "active")
            try await site.machine.check("echo >/etc/default/penstock")
            #expect(try await site.get("/archive/dir.tar").status == "200")
        }

        @Test func `a service that systemd cannot start is a 502, too`() async throws {
            let site = try await InstalledSite(dropIn: "[Service]\nSupplementaryGroups=nosuch")
            try await site.machine.check("mkdir /srv/files/dir")
            #expect(try await site.get("/archive/dir.tar").status == "502")
            #expect(try await site.property("NRestarts") == "0")
            try await site.configure("")
            try await site.machine.check("systemctl restart penstock.socket")
            #expect(try await site.get("/archive/dir.tar").status == "200")
        }

        @Test func `who starts a service whose option is wrong is told`() async throws {
            let site = try await InstalledSite()
            try await site.machine.check("echo PENSTOCK_SERVE_X=1 >/etc/default/penstock")
            #expect(try await !site.machine.run("systemctl restart penstock").succeeded)
            #expect(try await site.journal().contains { $0.contains("'--x'") })
        }
    }
}
