import TestSupport
import Testing

extension EndToEndTests {
    /// The drop-ins of docs/permissions.md.
    @Suite(.enabled(if: DebianMachine.isAvailable, "Scripts/debian-tree tells what a machine takes"))
    struct PermissionTests {
        private static func dropIns(_ heading: String) throws -> [String] {
            try Page(path: "docs/permissions.md").code(heading, in: "ini")
        }

        /// Serves `root` in place of `/srv/files`.
        private static func serve(_ root: String, _ site: InstalledSite) async throws {
            try await site.serve(try Readme.location.replacing("/srv/files", with: root))
        }

        private static func check(_ site: InstalledSite, _ root: String) async throws -> Bool {
            try await site.machine.check(
                "echo \"PENSTOCK_SERVE_ALLOW_ROOT=$1\" >/etc/default/penstock", [root])
            return try await site.machine.run("penstock serve --check --unit penstock").succeeded
        }

        private static func apply(_ dropIn: String, _ site: InstalledSite) async throws {
            try await site.configure(dropIn)
            try await site.machine.check("systemctl restart penstock")
        }

        @Test func `a directory of a group takes the group`() async throws {
            let site = try await InstalledSite()
            try await site.machine.check(
                """
                groupadd media
                mkdir -p /srv/media/dir
                echo x >/srv/media/dir/file
                chown -R :media /srv/media
                chmod -R o-rwx /srv/media
                """)
            try await Self.serve("/srv/media", site)
            #expect(try await site.get("/archive/dir.tar").status != "200")
            #expect(try await !Self.check(site, "/srv/media"))
            try await Self.apply(try Self.dropIns("## Files of a group")[0], site)
            #expect(try await site.get("/archive/dir.tar").names == ["dir/", "dir/file"])
            #expect(try await Self.check(site, "/srv/media"))
        }

        @Test func `what is in /home takes its drop-in`() async throws {
            let site = try await InstalledSite()
            try await site.machine.check("mkdir -p /home/shared/dir; echo x >/home/shared/dir/file")
            try await Self.serve("/home/shared", site)
            #expect(try await site.get("/archive/dir.tar").status != "200")
            #expect(try await !Self.check(site, "/home/shared"))
            try await Self.apply(try Self.dropIns("## Files in /home")[0], site)
            #expect(try await site.get("/archive/dir.tar").names == ["dir/", "dir/file"])
            #expect(try await Self.check(site, "/home/shared"))
        }

        @Test func `one directory of a home that is closed takes its own`() async throws {
            let site = try await InstalledSite()
            try await site.machine.check(
                """
                mkdir /home/USER
                chmod 700 /home/USER
                mkdir -p /home/USER/public/dir
                echo x >/home/USER/public/dir/file
                """)
            try await Self.serve("/home/USER/public", site)
            try await site.configure(try Self.dropIns("## Files in /home")[0])
            try await site.machine.check("systemctl restart penstock")
            #expect(try await site.get("/archive/dir.tar").status != "200")
            try await Self.serve("/srv/public", site)
            try await Self.apply(try Self.dropIns("## Files in /home")[1], site)
            #expect(try await site.get("/archive/dir.tar").names == ["dir/", "dir/file"])
            #expect(try await Self.check(site, "/srv/public"))
        }

        @Test func `a front server of another user takes its group`() async throws {
            let site = try await InstalledSite()
            try await site.machine.check(
                """
                mkdir /srv/files/dir
                useradd --system nginx
                sed -i 's/^user .*/user nginx;/' /etc/nginx/nginx.conf
                systemctl restart nginx
                """)
            #expect(try await site.get("/archive/dir.tar").status == "502")
            try await site.configure(try Self.dropIns("## The front server")[0], of: "penstock.socket")
            try await site.machine.check("systemctl restart penstock.socket")
            #expect(try await site.get("/archive/dir.tar").status == "200")
        }
    }
}
