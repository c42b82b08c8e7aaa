import Glibc
import HTTPClient
import Synchronization
import TestSupport

/// How a test reaches its server.
enum Way: CaseIterable {
    case port
    case socket
}

/// origin.py: a server that answers, or fails, in one way for each path.
final class Origin: Sendable {
    private let process: ChildProcess
    private let directory: TemporaryTree
    private let port: String
    private let marks = Atomic(0)

    /// - Parameter certificate: With a certificate and its key, the port speaks TLS.
    init(certificate: (file: BytePath, key: BytePath)? = nil) async throws {
        directory = try TemporaryTree("origin")
        let script = BytePath(#filePath).parent / "origin.py"
        let names = certificate.map { [$0.file.text, $0.key.text] } ?? []
        process = try await ChildProcess(["python3", script.text, directory.at("socket").text] + names)
        port = try await process.errors.line("a port") { $0.hasPrefix("port ") }.replacing("port ", with: "")
    }

    /// What happened, a line each.
    var log: LineLog { process.errors }

    /// How often `line` was logged until now. One call at a time.
    func count(_ line: String) async throws -> Int {
        // What a client has seen may still be on its way to the log.
        let mark = marks.add(1, ordering: .relaxed).newValue
        process.send(SIGUSR1)
        try await happened("mark \(mark)")
        return log.lines.count { $0 == line }
    }

    /// Waits until `line` has been logged.
    func happened(_ line: String) async throws { _ = try await log.line(line) { $0 == line } }

    func request(
        _ path: String, method: String = "GET", over way: Way = .port, scheme: String = "http",
        headers: [(name: String, value: [UInt8])] = [], body: [UInt8]? = nil
    ) -> HTTPRequest {
        HTTPRequest(
            method: method, url: "\(scheme)://127.0.0.1:\(port)\(path)",
            socketPath: way == .socket ? directory.at("socket").text : nil, headers: headers, body: body)
    }
}
