import TestSupport
import Testing

/// A running web application.
final class Application: Sendable {
    /// How it is reached.
    enum Way: CaseIterable {
        case socket
        case port
    }

    /// The Python environment that Scripts/applications makes where it can.
    private static let environment = ProjectFiles.root / ".build/applications"

    static let isAvailable = FileSystem.exists(environment / "made-of")

    private let process: ChildProcess
    private let address: SocketAddress
    private let directory: TemporaryTree

    /// The code that docs/applications.md has for a framework, on the albums.
    static func documented(_ framework: Framework, over way: Way) async throws -> Application {
        try await Application(over: way, try framework.files, framework.command)
    }

    /// - Parameters:
    ///   - files: By name.
    ///   - command: A program of the Python environment, and its arguments.
    init(
        over way: Way, _ files: [BytePath: String], _ command: (SocketAddress) -> [String]
    ) async throws {
        directory = try TemporaryTree("application")
        for (name, text) in files { try directory.file(name, text) }
        address =
            switch way {
            case .socket: .unix(directory.at("socket"))
            case .port: .loopback(port: try SocketAddress.freeLoopbackPort())
            }
        var arguments = command(address)
        arguments[0] = (Self.environment / "bin" / BytePath(arguments[0])).text
        process = try await ChildProcess(
            ["env", "--chdir=\(directory.path)"] + arguments,
            environment: [
                "PYTHONPATH": "\(directory.path):\(try await Albums.shared().data)",
                "PYTHONDONTWRITEBYTECODE": "1", "DJANGO_SETTINGS_MODULE": "settings",
            ])
        try await eventually("an application on \(address)") {
            try #require(process.isRunning, "\(arguments): \(process.errors.text)")
            return address.isAnswering ? true : nil
        }
    }

    /// What `PENSTOCK_MANIFEST` is for a path of the application that begins with a slash.
    func manifest(_ path: String) -> String {
        switch address {
        case .unix(let socket): "http://unix:\(socket):\(path)/"
        case .loopback(let port): "http://127.0.0.1:\(port)\(path)/"
        }
    }

    /// Asks the application itself.
    func get(_ path: String, with curl: Curl) async throws -> HTTPResponse {
        switch address {
        case .unix(let socket):
            try await curl.get("http://localhost\(path)", ["--unix-socket", socket.text], name: "list")
        case .loopback(let port): try await curl.get("http://127.0.0.1:\(port)\(path)", name: "list")
        }
    }

    /// SIGKILL, for all of its processes; returns when nothing answers any more.
    func kill() async throws {
        process.killTree()
        _ = try await process.exit()
        try await eventually("silence on \(address)") { address.isAnswering ? nil : true }
    }

    deinit { process.killTree() }
}
