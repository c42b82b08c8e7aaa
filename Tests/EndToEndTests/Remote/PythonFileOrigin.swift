import TestSupport
import Testing

/// Python's own file server: HTTP/1.0, without ranges, without ETag.
final class PythonFileOrigin: Sendable {
    private let process: ChildProcess
    private let port: UInt16

    init(_ root: BytePath) async throws {
        port = try SocketAddress.freeLoopbackPort()
        process = try await ChildProcess([
            "python3", "-m", "http.server", String(port), "--bind", "127.0.0.1", "--directory", root.text,
        ])
        try await eventually("a server on port \(port)") {
            try #require(process.isRunning, "\(process.errors.text)")
            return SocketAddress.loopback(port: port).isAnswering ? true : nil
        }
    }

    /// Scheme, host and port, with a slash at the end.
    var prefix: String { "http://127.0.0.1:\(port)/" }
}
