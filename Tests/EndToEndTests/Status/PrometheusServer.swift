import Glibc
import TestSupport

/// A private Prometheus that asks an address for metrics every second.
final class PrometheusServer: Sendable {
    /// What Scripts/prometheus leaves.
    private static let programs = ProjectFiles.root / ".build/prometheus"

    static var isThere: Bool { FileSystem.exists(programs / "prometheus") }

    static var promtool: Tool { Tool((programs / "promtool").text) }

    private let process: ChildProcess
    private let directory: TemporaryTree
    private let address: String

    /// - Parameters:
    ///   - target: Host and port.
    ///   - rules: A file of rules.
    init(asking target: String, path: String, rules: BytePath) async throws {
        directory = try TemporaryTree("prometheus")
        let configuration = """
            global: {scrape_interval: 1s, evaluation_interval: 1s}
            rule_files: ["\(rules)"]
            scrape_configs:
              - job_name: penstock
                metrics_path: \(path)
                static_configs: [{targets: ["\(target)"]}]

            """
        try directory.file("prometheus.yml", configuration)
        address = "127.0.0.1:\(try SocketAddress.freeLoopbackPort())"
        process = try await ChildProcess([
            (Self.programs / "prometheus").text, "--config.file=\(directory.at("prometheus.yml"))",
            "--storage.tsdb.path=\(directory.at("data"))", "--web.listen-address=\(address)",
        ])
    }

    deinit { process.send(SIGKILL) }

    /// What a path of the API answers; empty as long as Prometheus is not there.
    func ask(_ path: String, _ fields: [String: String] = [:]) async throws -> String {
        let data = fields.flatMap { ["--data-urlencode", "\($0.key)=\($0.value)"] }
        return try await Tool("curl").run(
            ["-sS", "-G"] + Curl.limits + data + ["http://\(address)/api/v1/\(path)"]
        ).text
    }

    /// The value of an expression of one series; nil if it has none.
    func value(_ expression: String) async throws -> String? {
        try await ask("query", ["query": expression]).firstMatch(of: /"value":\[[0-9.]+,"([^"]*)"\]/).map {
            String($0.1)
        }
    }
}
