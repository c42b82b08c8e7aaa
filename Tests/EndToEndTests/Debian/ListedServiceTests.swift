import TestSupport
import Testing

extension EndToEndTests {
    /// How the shipped service gets at an application.
    @Suite(.enabled(if: DebianMachine.isAvailable, "Scripts/debian-tree tells what a machine takes"))
    struct ListedServiceTests {
        private static let socket = "http://unix:/run/app.sock:/"
        private static let port = "http://127.0.0.1:8000/"

        /// One server of nginx for the archives, one that answers with a list.
        private static func servers() -> String {
            let locations = [("/socket", socket), ("/port", port)].map { mount, manifest in
                """
                location \(mount)/ {
                    include snippets/penstock.conf;
                    fastcgi_pass unix:/run/penstock/penstock.sock;
                    fastcgi_param PENSTOCK_MOUNT \(mount);
                    fastcgi_param PENSTOCK_MANIFEST \(manifest);
                }
                """
            }
            return """
                \(locations.joined(separator: "\n"))
                }
                server {
                    listen unix:/run/app.sock;
                    listen 127.0.0.1:8000;
                    default_type application/json;
                    add_header X-Archive-Files tar;
                    location / { return 200 '[{"name": "a", "text": "x"}]'; }
                """
        }

        @Test func `a unix socket is reached as it is, and a port with the drop-in of the page`() async throws
        {
            let site = try await InstalledSite()
            try await site.serve(Self.servers())
            #expect(try await site.get("/socket/x").names == ["a"])
            #expect(try await site.get("/port/x").status == "502")
            let dropIns = try Page.applications.code("## Reaching the application", in: "ini")
            try await site.configure(try #require(dropIns.last))
            try await site.machine.check("systemctl restart penstock")
            #expect(try await site.get("/port/x").names == ["a"])
            #expect(try await site.get("/socket/x").names == ["a"])
        }
    }
}
