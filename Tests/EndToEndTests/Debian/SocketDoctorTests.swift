import TestSupport
import Testing

extension EndToEndTests {
    /// What the doctor sees of the machine when a front server does not reach the socket.
    @Suite(.enabled(if: DebianMachine.isAvailable, "Scripts/debian-tree tells what a machine takes"))
    struct SocketDoctorTests {
        private static func examine(_ site: InstalledSite) async throws -> Tool.Result {
            try await site.machine.run("penstock doctor --duration 1 http://127.0.0.1:8080/archive/")
        }

        @Test func `a socket that is not there is named`() async throws {
            let site = try await InstalledSite()
            try await site.machine.check("systemctl stop penstock.socket")
            let result = try await Self.examine(site)
            #expect(result.status == .exited(69))
            #expect(result.text.contains("there is no socket /run/penstock/penstock.sock"), "\(result)")
            #expect(result.text.contains("systemctl enable --now penstock.socket"), "\(result)")
        }

        /// As with the packages of nginx.org. What the doctor tells to do helps.
        @Test func `a front server that lacks the group is named with its user, also to others than root`()
            async throws
        {
            let site = try await InstalledSite()
            try await site.machine.check(
                """
                useradd --system nginx
                sed -i 's/^user .*/user nginx;/' /etc/nginx/nginx.conf
                """)
            let probing = try Readme.location.replacing(
                "fastcgi_pass", with: "fastcgi_param PENSTOCK_PROBE on; fastcgi_pass")
            try await site.serve(probing)
            for user in ["", "setpriv --reuid=65534 --regid=65534 --clear-groups "] {
                let result = try await site.machine.run(
                    user + "penstock doctor --duration 1 http://127.0.0.1:8080/archive/")
                #expect(result.status == .exited(69))
                #expect(
                    result.text.contains(
                        "nginx runs as nginx, who is not in the group www-data of /run/penstock/penstock.sock"
                    ),
                    "\(result)")
                #expect(result.text.contains("SocketGroup=nginx\n"), "\(result)")
            }
            try await site.configure("[Socket]\nSocketGroup=nginx", of: "penstock.socket")
            try await site.machine.check("systemctl restart penstock.socket")
            let result = try await Self.examine(site)
            #expect(result.lines.first?.hasSuffix("is served by nginx.") == true, "\(result)")
        }

        @Test func `a socket that is in order leads to the service`() async throws {
            let site = try await InstalledSite()
            try await site.machine.check("echo PENSTOCK_SERVE_X=1 >/etc/default/penstock")
            let result = try await Self.examine(site)
            #expect(result.status == .exited(69))
            #expect(result.text.contains("sudo penstock serve --check --unit penstock"), "\(result)")
        }
    }
}
