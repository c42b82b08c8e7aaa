import Glibc
import TestSupport

/// forwarder.py: stands in front of a server, and can break all connections off.
final class Forwarder: Sendable {
    private let process: ChildProcess
    /// Scheme, host and port.
    let url: String

    init(to port: UInt16) async throws {
        let script = BytePath(#filePath).parent / "forwarder.py"
        process = try await ChildProcess(["python3", script.text, String(port)])
        let line = try await process.errors.line("a port") { $0.hasPrefix("port ") }
        url = "http://127.0.0.1:\(line.replacing("port ", with: ""))"
    }

    /// Breaks all connections off that there are. Once.
    func drop() async throws {
        process.send(SIGUSR1)
        _ = try await process.errors.line("the connections to be dropped") { $0 == "dropped" }
    }
}
