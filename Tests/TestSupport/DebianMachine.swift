import Glibc

/// A minimal Debian with systemd and nginx, booted in a container that knows nobody outside.
///
/// The package is at hand in it, and not yet installed. What is written to the machine is gone with it.
public final class DebianMachine: Sendable {
    /// False where a container cannot be booted: not as root, or within most other containers.
    public static var isAvailable: Bool { FileSystem.exists(ProjectFiles.debianTree) }

    private let container: ChildProcess
    /// systemd, as a process of this machine.
    private let manager: Int32

    /// Returns when everything has started.
    public init() async throws {
        let directory = try TemporaryTree("machine")
        let notifications = try NotifySocket(at: directory.at("notify"))
        container = try await ChildProcess(
            [
                ProjectFiles.script("debian-machine").text, ProjectFiles.debianTree.text,
                ProjectFiles.packages.text,
            ],
            environment: ["NOTIFY_SOCKET": notifications.path.text])
        manager = try await Int32(notifications.value(of: "X_NSPAWN_LEADER_PID")) ?? 0
        try await eventually("the machine to have booted") {
            guard container.isRunning else {
                throw ChildFailure(command: "debian-machine", reason: container.errors.text)
            }
            // Before it is a container's, the process has the namespaces of these tests.
            let state = try await run("test -e /packages && systemctl is-system-running --wait")
            return state.text == "running\n" ? true : nil
        }
    }

    /// Runs a program in the shell's language within the machine, as root; `$1`, `$2`, … are `arguments`.
    public func run(_ script: String, _ arguments: [String] = []) async throws -> Tool.Result {
        let command = command(script, arguments)
        return try await Tool(command[0]).run(Array(command.dropFirst()))
    }

    /// The same, for what must succeed.
    ///
    /// - Returns: Standard output, without white space around it.
    @discardableResult
    public func check(_ script: String, _ arguments: [String] = []) async throws -> String {
        let result = try await run(script, arguments)
        guard result.succeeded else { throw ChildFailure(command: script, reason: "\(result)") }
        return result.text.trimmed
    }

    /// Starts a program in the shell's language within the machine.
    public func start(
        _ script: String, _ arguments: [String] = [],
        receive: @escaping ChildProcess.Receiver = { _ in .more }
    ) async throws -> ChildProcess {
        try await ChildProcess(command(script, arguments), receive: receive)
    }

    private func command(_ script: String, _ arguments: [String]) -> [String] {
        [
            "nsenter", "--target", String(manager), "--all", "--root", "--wd",
            "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C.UTF-8",
            "DEBIAN_FRONTEND=noninteractive",
            "sh", "-euc", script, "sh",
        ] + arguments
    }

    /// With systemd, the kernel ends whatever runs in the machine.
    deinit { if container.isRunning, manager > 0 { kill(manager, SIGKILL) } }
}

extension String {
    fileprivate var trimmed: String {
        let end = lastIndex { !$0.isWhitespace }
        return end.map { String(self[...$0].drop(while: \.isWhitespace)) } ?? ""
    }
}
