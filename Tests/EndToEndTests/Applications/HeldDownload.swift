import TestSupport
import Testing

/// A download whose client takes the first MiB and then nothing more until it is told to.
final class HeldDownload: Sendable {
    private static let beginning = 1 << 20

    private let process: ChildProcess
    private let gate: BytePath

    /// Returns when the beginning has arrived.
    init(_ url: String, in directory: TemporaryTree) async throws {
        gate = directory.at("gate")
        try FileSystem.makeFIFO(gate)
        let script = """
            set -o pipefail
            curl -fsS --max-time "$1" "$2" | { head -c "$3" | wc -c >&2; read -r _ <"$4"; wc -c >&2; }
            """
        process = try await ChildProcess([
            "bash", "-c", script, "bash", Curl.limits[1], url, String(Self.beginning), gate.text,
        ])
        // An error of curl's, or the end, may come instead.
        let line = try await process.errors.line("the beginning") { _ in true }
        try #require(line == "\(Self.beginning)")
    }

    /// Takes the rest.
    ///
    /// - Returns: How many bytes there were in all; nil if curl has an error to tell of.
    func finish() async throws -> Int? {
        try #require(process.isRunning)
        _ = try await Tool.shell("echo >\"$1\"", [gate.text])
        guard try await process.exit().isSuccess else { return nil }
        return process.errors.lines.last.flatMap { Int($0) }.map { Self.beginning + $0 }
    }

    deinit { process.killTree() }
}
