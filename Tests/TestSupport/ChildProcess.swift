import Glibc
import Subprocess
import Synchronization

/// A process that runs beside the test, until it ends or the last reference to it goes.
public final class ChildProcess: Sendable {
    /// What a receiver of output wants next.
    public enum Demand: Sendable {
        case more
        /// Kill the process.
        case kill
    }

    /// Takes a block of standard output; while it waits, the process is held up.
    public typealias Receiver = @Sendable ([UInt8]) async throws -> Demand

    private enum Progress: Sendable {
        case starting
        case running(Int32)
        case ended(ProcessExit)
        case failed(String)
    }

    /// What the task that follows the process shares with its owner, so that it does not keep the owner alive.
    private final class State: Sendable {
        let progress = Mutex(Progress.starting)
        let errors = LineLog()
    }

    public let processID: Int32
    private let command: String
    private let state: State

    /// Starts `command` (found in `PATH`) and returns when it runs.
    ///
    /// - Parameter environment: Variables to set, or with nil to remove.
    public init(
        _ command: [String], environment: [String: String?] = [:],
        receive: @escaping Receiver = { _ in .more }
    ) async throws {
        let state = State()
        let arguments = Self.environmentArguments(environment) + command
        Task {
            do {
                let status = try await Self.follow(arguments, state, receive)
                state.progress.withLock { $0 = .ended(status) }
            } catch {
                state.progress.withLock { $0 = .failed("\(error)") }
            }
        }
        processID = try await eventually("the start of \(command)") {
            switch state.progress.withLock({ $0 }) {
            case .starting: nil
            case .running(let identifier): identifier
            case .ended: 0
            case .failed(let reason):
                throw ChildFailure(command: command.joined(separator: " "), reason: reason)
            }
        }
        self.state = state
        self.command = command.joined(separator: " ")
    }

    /// Standard error.
    public var errors: LineLog { state.errors }

    public var isRunning: Bool {
        if case .running = state.progress.withLock({ $0 }) { true } else { false }
    }

    /// Sends `signal` if the process still runs.
    public func send(_ signal: Int32) {
        if isRunning, processID > 0 { kill(processID, signal) }
    }

    /// Kills the process and all that descend from it, if it still runs: its number may be another's afterwards.
    public func killTree() {
        if isRunning, processID > 0 { ProcessTree(of: processID).kill() }
    }

    /// Waits for the end; by then ``errors`` is complete.
    public func exit() async throws -> ProcessExit {
        try await eventually("the end of \(command)") {
            switch state.progress.withLock({ $0 }) {
            case .starting, .running: nil
            case .ended(let status): status
            case .failed(let reason): throw ChildFailure(command: command, reason: reason)
            }
        }
    }

    deinit { send(SIGKILL) }

    /// `env` sets the variables and becomes the command, in the same process.
    private static func environmentArguments(_ environment: [String: String?]) -> [String] {
        let removed = environment.filter { $0.value == nil }.keys.flatMap { ["-u", $0] }
        let set = environment.compactMap { name, value in value.map { "\(name)=\($0)" } }
        return removed + set
    }

    private static func follow(
        _ arguments: [String], _ state: State, _ receive: @escaping Receiver
    ) async throws -> ProcessExit {
        let result = try await Subprocess.run(
            .name("env"), arguments: Arguments(arguments), input: .none, output: .sequence, error: .sequence
        ) { execution in
            state.progress.withLock { $0 = .running(execution.processIdentifier.value) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for try await buffer in execution.standardError { state.errors.append(buffer.copy) }
                }
                group.addTask {
                    var demand = Demand.more
                    for try await buffer in execution.standardOutput where demand == .more {
                        demand = try await receive(buffer.copy)
                        if demand == .kill { try execution.send(signal: .kill) }
                    }
                }
                try await group.waitForAll()
            }
        }
        return ProcessExit(result.terminationStatus)
    }
}

/// A process that could not be started or followed.
public struct ChildFailure: Error, CustomStringConvertible {
    public let command: String
    public let reason: String

    public var description: String { "\(command): \(reason)" }
}

extension SubprocessOutputSequence.Buffer {
    fileprivate var copy: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
}
