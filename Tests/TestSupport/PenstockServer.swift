import Glibc

/// A running `penstock serve` on a unix socket of its own.
public final class PenstockServer: Sendable {
    /// How to start it.
    public struct Options: Sendable {
        /// Further command line options.
        public var arguments: [String] = []
        public var environment: [String: String?] = [:]
        /// A command that ends by becoming the rest of its arguments, such as `strace -D`.
        public var wrapper: [String] = []
        /// As the user nobody, whom file permissions bind; needs root.
        public var unprivileged = false

        public init() {}
    }

    public let process: ChildProcess
    public let address: SocketAddress
    private let directory: TemporaryTree

    public init(_ arguments: [String] = [], configure: (inout Options) -> Void = { _ in }) async throws {
        var options = Options()
        configure(&options)
        directory = try TemporaryTree("server")
        let socket = directory.at("socket")
        address = .unix(socket)
        var command = [PenstockBinary.path]
        if options.unprivileged {
            try PenstockBinary.copy(to: directory.at("penstock"))
            try FileSystem.setOwner(65534, of: directory.root)
            command = [
                "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", directory.at("penstock").text,
            ]
        }
        command = options.wrapper + command + ["serve", "--listen", "unix:\(socket)", "--log-format", "text"]
        let inherited: [String: String?] = ["NOTIFY_SOCKET": nil, "LISTEN_FDS": nil, "LISTEN_PID": nil]
        process = try await ChildProcess(
            command + arguments + options.arguments,
            environment: inherited.merging(options.environment) { $1 })
        try await waitUntilReady()
    }

    private func waitUntilReady() async throws {
        try await eventually("penstock to listen on \(address)") {
            guard process.isRunning else {
                throw ChildFailure(command: "penstock serve", reason: "ended at once: \(log.text)")
            }
            return address.isAnswering ? true : nil
        }
    }

    /// Standard error.
    public var log: LineLog { process.errors }

    public func usage() throws -> ProcessUsage { try ProcessUsage(of: process.processID) }

    public func client() throws -> FastCGIClient { FastCGIClient(address) }

    /// The request line that has all these field values; waits for it.
    public func requestLine(_ fields: KeyValuePairs<String, String>) async throws -> LogLine {
        let line = try await log.line("\(fields)") { text in
            let line = LogLine(text)
            return line["outcome"] != nil && fields.allSatisfy { line[$0.key] == $0.value }
        }
        return LogLine(line)
    }

    /// Ends it with SIGTERM.
    ///
    /// - Returns: False if it had died before, or if it did not end well.
    public func stop() async throws -> Bool {
        guard process.isRunning else { return false }
        process.send(SIGTERM)
        return try await process.exit().isSuccess
    }
}
