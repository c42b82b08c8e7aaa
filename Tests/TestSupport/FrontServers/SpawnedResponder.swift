/// A responder on a unix socket that another program has started: spawn-fcgi, or fcgiwrap for CGI programs.
public final class SpawnedResponder: Sendable {
    public let process: ChildProcess
    public let address: SocketAddress
    private let directory: TemporaryTree

    /// spawn-fcgi binds the socket and becomes penstock.
    public static func spawned() async throws -> SpawnedResponder {
        try await SpawnedResponder {
            ["spawn-fcgi", "-n", "-s", $0.text, "-M", "0666", "--", PenstockBinary.shared.text, "serve"]
        }
    }

    /// fcgiwrap with as many processes as there may be requests at once.
    public static func wrapping(_ count: Int) async throws -> SpawnedResponder {
        try await SpawnedResponder { ["fcgiwrap", "-c", String(count), "-s", "unix:\($0)"] }
    }

    private init(_ command: (_ socket: BytePath) -> [String]) async throws {
        directory = try TemporaryTree("spawned")
        address = .unix(directory.at("socket"))
        process = try await ChildProcess(
            command(directory.at("socket")), environment: ServerAccount.environment)
        try await eventually("\(address)") {
            guard process.isRunning else {
                throw ChildFailure(command: "a responder", reason: process.errors.text)
            }
            return address.isAnswering ? true : nil
        }
    }

    deinit { process.killTree() }
}
