import Glibc
import Synchronization
import TestSupport

/// origin.py: a server that has objects, and a way to fail for each.
final class RemoteOrigin: Sendable {
    /// One request, as the origin saw it.
    struct Request {
        private let line: LogLine

        init?(_ text: String) {
            guard text.hasPrefix("request ") else { return nil }
            line = LogLine(text)
        }

        /// The number of the connection it came on.
        var connection: String { line["connection"] ?? "" }
        var method: String { line["method"] ?? "" }
        /// Path and query.
        var target: String { line["target"] ?? "" }
        var path: String { String(target.prefix { $0 != "?" }) }

        /// The value of a header field, whose name is in lower case; nil if it was not sent or is none of those that the
        /// origin tells.
        subscript(_ field: String) -> String? { line[field] }
    }

    /// A certificate and its key, and the latest version of TLS if that is not the newest.
    struct Security {
        let certificate: BytePath
        let key: BytePath
        var version: String?
    }

    let process: ChildProcess
    let scheme: String
    let port: String
    private let marks = Atomic(0)

    init(_ security: Security? = nil) async throws {
        let script = BytePath(#filePath).parent / "origin.py"
        let arguments = security.map { [$0.certificate.text, $0.key.text] + ($0.version.map { [$0] } ?? []) }
        process = try await ChildProcess(["python3", script.text] + (arguments ?? []))
        port = try await process.errors.line("a port") { $0.hasPrefix("port ") }.replacing("port ", with: "")
        scheme = security == nil ? "http" : "https"
    }

    /// Scheme, host and port, with a slash at the end: as `PENSTOCK_SOURCES` has it.
    var prefix: String { "\(scheme)://127.0.0.1:\(port)/" }

    /// All lines until now. One call at a time.
    func lines() async throws -> [String] {
        // What a client has seen may still be on its way to the log.
        let mark = marks.add(1, ordering: .relaxed).newValue
        process.send(SIGUSR1)
        try await happened("mark \(mark)")
        return process.errors.lines
    }

    /// All requests until now whose paths begin or end so. One call at a time.
    func requests(_ prefix: String = "", for name: String = "") async throws -> [Request] {
        try await lines().compactMap { Request($0) }.filter {
            $0.path.hasPrefix(prefix) && (name.isEmpty || $0.path.hasSuffix("/" + name))
        }
    }

    /// Waits until `line` was told.
    func happened(_ line: String) async throws { _ = try await process.errors.line(line) { $0 == line } }

    /// Has HEADs answered that are held.
    func release() { process.send(SIGUSR2) }
}
