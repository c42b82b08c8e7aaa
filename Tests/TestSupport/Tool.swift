import Subprocess

/// A program of the system, run to its end.
public struct Tool: Sendable {
    public struct Result: Sendable, CustomStringConvertible {
        public let command: String
        public let status: ProcessExit
        public let output: [UInt8]
        public let errors: String

        public var text: String { String(decoding: output, as: UTF8.self) }

        public var lines: [String] { text.split(separator: "\n").map(String.init) }

        public var succeeded: Bool { status.isSuccess }

        public var description: String {
            "\(command): \(status)\n\(text.suffix(2000))\(errors.suffix(2000))"
        }
    }

    /// A tool that is not installed; `make test` installs what the tests need.
    public struct Missing: Error, CustomStringConvertible {
        public let name: String

        public var description: String {
            "\(name) is not installed; `make test` installs what the tests need"
        }
    }

    /// Longer than patience is for what is waited for: some tools compute for a minute on a quiet machine.
    private static let limit = Duration.patience * 3

    public let name: String

    public init(_ name: String) { self.name = name }

    /// Runs the tool with umask 0, UTF-8 names and a time zone that is not UTC.
    ///
    /// A tool that is not done after half an hour is killed.
    ///
    /// - Throws: ``DeadlinePassed`` then.
    public func run(
        _ arguments: [String], input: [UInt8] = [], environment: [String: String?] = [:]
    ) async throws -> Result {
        var variables: [Environment.Key: String?] = ["LC_ALL": "C.UTF-8", "TZ": "TST-5:45"]
        for (name, value) in environment { variables[Environment.Key(stringLiteral: name)] = value }
        let seconds = Self.limit.components.seconds
        let script = "umask 0; command -v \"$1\" >/dev/null || exit 127; exec timeout -k 5 \(seconds) \"$@\""
        let limit = 64 << 20
        let result = try await Subprocess.run(
            .name("sh"), arguments: Arguments(["-c", script, "sh", name] + arguments),
            environment: .inherit.updating(variables), input: .array(input),
            output: .bytes(limit: limit), error: .bytes(limit: limit))
        let status = ProcessExit(result.terminationStatus)
        if status == .exited(124) {
            throw DeadlinePassed(
                awaited: "the end of \(name) \(arguments.joined(separator: " ").prefix(500))")
        }
        if status == .exited(127) { throw Missing(name: name) }
        return Result(
            command: ([name] + arguments.map { String($0.prefix(200)) }).joined(separator: " "),
            status: status, output: result.standardOutput,
            errors: String(decoding: result.standardError, as: UTF8.self))
    }

    /// Runs a program in the shell's language; `$1`, `$2`, … are `arguments`.
    public static func shell(_ script: String, _ arguments: [String] = []) async throws -> Result {
        try await Tool("sh").run(["-c", script, "sh"] + arguments)
    }

    public static func python(_ script: String, _ arguments: [String] = []) async throws -> Result {
        try await Tool("python3").run(["-c", script] + arguments)
    }
}
