import TestSupport

/// Files by nginx, folders and archives by penstock, at the same URLs: nginx/example-listing.conf as it is shipped.
struct SharedSpaceSite {
    private let tree: TemporaryTree
    private let penstock: PenstockServer
    private let nginx: NginxServer

    init(_ tree: TemporaryTree) async throws {
        self.tree = tree
        let penstock = try await PenstockServer()
        self.penstock = penstock
        nginx = try await NginxServer { port, _ in
            let site = try FileSystem.text(ProjectFiles.root / "nginx/example-listing.conf")
                .replacing("    listen [::]:80;\n", with: "")
                .replacing("listen 80;", with: "listen 127.0.0.1:\(port);")
                .replacing("/srv/files", with: tree.path)
                .replacing("snippets/penstock.conf", with: ProjectFiles.nginxSnippet.text)
                .replacing("unix:/run/penstock/penstock.sock", with: penstock.address.description)
            // Nothing is shown, so that every link is a download.
            return "types { } default_type application/octet-stream;\n\(site)"
        }
    }

    func url(_ path: String) -> String { nginx.url(path) }
}
