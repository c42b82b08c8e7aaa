import TestSupport
import Testing

/// What a process connects to, watched by strace.
struct WatchedConnections {
    private let scratch: TemporaryTree

    init() throws { scratch = try TemporaryTree("trace") }

    /// What the command has to begin with.
    var wrapper: [String] {
        ["strace", "-D", "-f", "-o", scratch.at("trace").text, "-e", "trace=connect,sendto,sendmsg,sendmmsg"]
    }

    /// How many calls there were.
    func count() throws -> Int { try calls().count }

    /// Calls from the `start`th on that reach for another host or port; a call is written down before the process goes
    /// on.
    func network(from start: Int = 0) throws -> [Substring] {
        try calls().dropFirst(start).filter { $0.contains("AF_INET") }
    }

    private func calls() throws -> [Substring] {
        let log = scratch.at("trace")
        return FileSystem.exists(log) ? try FileSystem.text(log).split(separator: "\n") : []
    }
}
