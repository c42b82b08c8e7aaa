internal import CLinux
private import Glibc

/// The signals that steer the process, read like any other input instead of interrupting calls.
public struct Signals: ~Copyable {
    public enum Signal: Equatable, Sendable {
        case terminate, interrupt, hangUp
    }

    private let descriptor: FileDescriptor

    /// For poll(2). Valid as long as this value lives.
    public var number: CInt { descriptor.number }

    /// Blocks the signals in this thread and in all that it starts from now on; SIGPIPE is ignored.
    ///
    /// Call it on the main thread, after libraries that install handlers of their own (FCGX_Init) and before
    /// any other thread exists.
    public init() throws(SystemCallError) {
        descriptor = FileDescriptor(adopting: try checked("signalfd", penstock_receive_signals()))
    }

    /// The next signal that has arrived, if any. Does not block.
    public borrowing func next() -> Signal? {
        switch penstock_next_signal(descriptor.number) {
        case SIGTERM: .terminate
        case SIGINT: .interrupt
        case SIGHUP: .hangUp
        default: nil
        }
    }
}
