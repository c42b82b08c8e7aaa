import TestSupport
import Testing

/// A web server that lists folders, set up as docs/buttons.md has it.
enum ListingServer: String, CaseIterable, CustomStringConvertible {
    case autoindex, fancyindex
    case apache = "mod_autoindex"

    var description: String { rawValue }

    /// Serves `root` at `/files/`.
    ///
    /// - Parameter restriction: What keeps clients from there, in the server's own language.
    func start(
        _ responder: SocketAddress, root: BytePath, restriction: String = ""
    ) async throws -> any WebServer {
        let heading = self == .apache ? "## Apache: mod_autoindex" : "## nginx: autoindex and fancyindex"
        let site = try Page.buttons.code(heading, in: self == .apache ? "apache" : "nginx").joined()
            .replacing("/srv/files", with: root.text)
        switch self {
        case .autoindex:
            return try await Self.nginx(
                site.replacing("autoindex     on;", with: "autoindex on; \(restriction)"), responder)
        case .fancyindex:
            return try await Self.nginx(
                site.replacing("autoindex     on;", with: "fancyindex on; \(restriction)"), responder,
                modules: ["http_fancyindex"])
        case .apache:
            let here = site.replacing("conf-available/", with: "\(ProjectFiles.root)/apache/")
            return try await ApacheServer(.listing(responder, site: here), directives: [restriction])
        }
    }

    private static func nginx(
        _ site: String, _ responder: SocketAddress, modules: [String] = []
    ) async throws -> NginxServer {
        try await NginxServer(modules: modules) { port, directory in
            for name: BytePath in ["penstock.conf", "penstock-button.conf"] {
                let text = try FileSystem.text(ProjectFiles.root / "nginx" / name)
                    .replacing(
                        "fastcgi_pass unix:/run/penstock/penstock.sock", with: "fastcgi_pass \(responder)")
                try directory.file("snippets" / name, text)
            }
            return "include /etc/nginx/mime.types;\nserver {\nlisten 127.0.0.1:\(port);\n\(site)}\n"
        }
    }
}

extension Page {
    static let buttons = Page(path: "docs/buttons.md")
}
