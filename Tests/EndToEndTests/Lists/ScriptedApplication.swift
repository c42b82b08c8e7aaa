import Glibc
import Synchronization
import TestSupport

/// application.py: answers with what a test has written down, or fails in one way for each path.
final class ScriptedApplication: Sendable {
    let directory: TemporaryTree
    let process: ChildProcess
    let port: String
    private let marks = Atomic(0)

    init() async throws {
        directory = try TemporaryTree("application")
        let script = BytePath(#filePath).parent / "application.py"
        process = try await ChildProcess(["python3", script.text, directory.path])
        port = try await process.errors.line("a port") { $0.hasPrefix("port ") }.replacing("port ", with: "")
    }

    /// For PENSTOCK_MANIFEST.
    var address: String { "http://unix:\(directory.at("socket")):/lists/" }

    /// Answers every request for `name` with a head of these lines and with these bytes, and closes.
    func answer(_ name: String, _ head: [String], _ body: [UInt8] = []) throws {
        try answer(name, raw: Array((head + ["", ""]).joined(separator: "\r\n").utf8) + body)
    }

    func answer(_ name: String, raw bytes: [UInt8]) throws {
        try directory.file("answers" / BytePath(name), bytes)
    }

    /// Answers with a list.
    func list(
        _ name: String, _ text: String, type: String = "application/json", format: String = "auto",
        _ head: [String] = []
    ) throws {
        let lines = [
            "HTTP/1.1 200 OK", "X-Archive-Files: \(format)", "Content-Type: \(type)",
            "Content-Length: \(text.utf8.count)",
        ]
        try answer(name, lines + head, Array(text.utf8))
    }

    /// The last request for `name`, byte for byte.
    func request(_ name: String) throws -> String {
        try FileSystem.text(directory.at("requests" / BytePath(name)))
    }

    /// The values of a field of the last request for `name`.
    func values(_ field: String, asking name: String) throws -> [String] {
        try request(name).split(separator: "\r\n", omittingEmptySubsequences: false).dropFirst()
            .prefix { !$0.isEmpty }
            .filter { $0.lowercased().hasPrefix(field.lowercased() + ":") }
            .map { String($0.dropFirst(field.utf8.count + 1).drop { $0 == " " }) }
    }

    /// Waits until `line` was told.
    func happened(_ line: String) async throws { _ = try await process.errors.line(line) { $0 == line } }

    /// How often `line` was told until now. One call at a time.
    func count(_ line: String) async throws -> Int {
        // What a client has seen may still be on its way here.
        let mark = marks.add(1, ordering: .relaxed).newValue
        process.send(SIGUSR2)
        try await happened("mark \(mark)")
        return process.errors.lines.count { $0 == line }
    }
}
