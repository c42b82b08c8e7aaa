import TestSupport

/// A tree whose folders are pages: below `/archive`, and below `/linked` with links to files, which nginx serves below `/files`.
/// Below `/unlisted` they are none. `/status` tells how penstock is.
struct PageSite {
    private let tree: TemporaryTree
    let penstock: PenstockServer
    private let nginx: NginxServer

    /// - Parameters:
    ///   - path: Of the served root in the tree.
    ///   - parameters: Of both locations.
    init(
        _ tree: TemporaryTree, below path: BytePath = "", _ parameters: [String: String] = [:],
        serve arguments: [String] = [], configure: (inout PenstockServer.Options) -> Void = { _ in }
    ) async throws {
        self.tree = tree
        penstock = try await PenstockServer(arguments, configure: configure)
        let (socket, root) = (penstock.address, tree.at(path))
        nginx = try await NginxServer { port, _ in
            func location(_ mount: String, _ further: [String: String] = [:]) -> String {
                let own = [
                    "PENSTOCK_ROOT": root.text, "PENSTOCK_MOUNT": mount, "PENSTOCK_LISTING": "on",
                    "PENSTOCK_NAME": "Files",
                ]
                let all = own.merging(parameters) { $1 }.merging(further) { $1 }
                let lines = all.map { "fastcgi_param \($0.key) \"\($0.value)\";" }.joined(separator: "\n")
                return """
                    location \(mount)/ {
                        include \(ProjectFiles.nginxSnippet);
                        fastcgi_pass \(socket);
                    \(lines)
                    }
                    """
            }
            return """
                server {
                    listen 127.0.0.1:\(port);
                \(location("/archive"))
                \(location("/linked", ["PENSTOCK_FILES": "/files/"]))
                \(location("/unlisted", ["PENSTOCK_LISTING": "off"]))
                    location = /status {
                        include \(ProjectFiles.nginxSnippet);
                        fastcgi_pass \(socket);
                        fastcgi_param PENSTOCK_MOUNT /status;
                        fastcgi_param PENSTOCK_STATUS on;
                    }
                    # Nothing is shown, so that every link is a download.
                    location /files/ { alias \(root)/; types { } default_type application/octet-stream; }
                }
                """
        }
    }

    func url(_ path: String) -> String { nginx.url(path) }
}
