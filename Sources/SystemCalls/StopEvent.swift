private import Glibc
private import Synchronization

/// A flag that threads can look at, or wait for together with a socket: once raised, it stays.
public final class StopEvent: Sendable {
    /// Readable from the moment the event is raised. Valid as long as this object lives.
    public let number: CInt
    private let writeEnd: CInt
    private let raised = Atomic(false)

    public init() throws(SystemCallError) {
        (number, writeEnd) = try Pipe.open()
    }

    public var isRaised: Bool { raised.load(ordering: .acquiring) }

    public func raise() {
        raised.store(true, ordering: .releasing)
        _ = unsafe write(writeEnd, "!", 1)
    }

    deinit {
        close(number)
        close(writeEnd)
    }
}
