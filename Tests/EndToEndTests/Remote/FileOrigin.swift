import TestSupport
import Testing

/// A private nginx that serves the files of a directory, as another server would.
final class FileOrigin: Sendable {
    private let process: ChildProcess
    private let directory: TemporaryTree
    private let port: UInt16

    /// - Parameter directives: Of the server.
    init(_ root: BytePath, directives: [String] = []) async throws {
        directory = try TemporaryTree("files-server")
        port = try SocketAddress.freeLoopbackPort()
        let path = directory.path
        let configuration = """
            daemon off;
            master_process off;
            pid \(path)/nginx.pid;
            events { worker_connections 512; }
            http {
                log_format answers '$request_method $uri $status $body_bytes_sent "$http_range"';
                access_log \(path)/access.log answers;
            \(["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(path)/\($0);" }.joined())
                server {
                    listen 127.0.0.1:\(port);
                    root "\(root)";
                    \(directives.joined(separator: "\n"))
                }
            }

            """
        try directory.file("nginx.conf", configuration)
        process = try await ChildProcess(
            ["nginx", "-p", path, "-e", "\(path)/error.log", "-c", "\(path)/nginx.conf"],
            environment: ["PATH": "/usr/sbin:/usr/bin:/bin"])
        try await eventually("nginx on port \(port)") {
            try #require(process.isRunning, "\(process.errors.text)")
            return SocketAddress.loopback(port: port).isAnswering ? true : nil
        }
    }

    /// Scheme, host and port, with a slash at the end.
    var prefix: String { "http://127.0.0.1:\(port)/" }

    /// What was answered to GETs for a path until now: the status, and how many bytes were sent.
    func answers(_ path: String) throws -> [(status: Int, count: Int)] {
        let log = directory.at("access.log")
        let lines = FileSystem.exists(log) ? try FileSystem.text(log).split(separator: "\n") : []
        return lines.compactMap { line in
            let words = line.split(separator: " ")
            guard words.count >= 4, words[0] == "GET", words[1] == path else { return nil }
            return (Int(words[2]) ?? 0, Int(words[3]) ?? 0)
        }
    }

    deinit { process.killTree() }
}
