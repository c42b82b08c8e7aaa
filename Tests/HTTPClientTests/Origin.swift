import HTTPClient
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

    func count(_ line: String) -> Int { log.lines.count { $0 == line } }

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
