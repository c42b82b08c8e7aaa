internal import Subprocess

/// How a process ended.
public enum ProcessExit: Hashable, Sendable {
    case exited(Int32)
    case signaled(Int32)

    init(_ status: TerminationStatus) {
        self =
            switch status {
            case .exited(let code): .exited(code)
            case .signaled(let signal): .signaled(signal)
            }
    }

    public var isSuccess: Bool { self == .exited(0) }
}
