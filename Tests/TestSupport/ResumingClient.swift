import Glibc

/// A program that goes on with a download where it was cut, and comes again when it is told to (503).
public enum ResumingClient: String, Sendable, CaseIterable {
    case curl, wget, aria2c

    /// Downloads what is missing of `file`, or all of it.
    public func arguments(_ url: String, to file: BytePath) -> [String] {
        let limit = String(Duration.patience.components.seconds)
        return switch self {
        case .curl: ["curl", "-fsS", "--retry", "20", "--max-time", limit, "-C", "-", "-o", file.text, url]
        case .wget:
            ["wget", "-q", "-c", "-t", "20", "--retry-on-http-error=503", "-T", limit, "-O", file.text, url]
        case .aria2c:
            [
                "aria2c", "-q", "--no-conf", "-x8", "-s8", "-k1M", "-c", "--file-allocation=none",
                "--disk-cache=0", "-m20", "--retry-wait=1", "-t\(limit)", "-d", file.parent.text, "-o",
                BytePath(file.name).text,
                url,
            ]
        }
    }

    public func finish(_ url: String, to file: BytePath) async throws -> Tool.Result {
        let command = arguments(url, to: file)
        return try await Tool(command[0]).run(Array(command.dropFirst()))
    }

    /// Begins a download of something that stalls in the middle, and ends the client when `count` bytes are on disk.
    ///
    /// - Returns: Whether the client was still at it.
    public func begin(_ url: String, to file: BytePath, endingAfter count: Int) async throws -> Bool {
        let process = try await ChildProcess(arguments(url, to: file))
        try await eventually("\(self) to get \(count) bytes; \(process.errors.text)") {
            guard process.isRunning else { return true }
            guard let info = try? FileSystem.info(file) else { return nil }
            return info.allocated >= count ? true : nil
        }
        let isRunning = process.isRunning
        // aria2c writes down at its end which pieces it has.
        process.send(self == .aria2c ? SIGTERM : SIGKILL)
        _ = try await process.exit()
        return isRunning
    }
}
