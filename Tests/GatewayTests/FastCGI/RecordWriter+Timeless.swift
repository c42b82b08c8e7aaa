import SystemCalls
import TestSupport

@testable import Gateway

extension RecordWriter {
    /// A writer for which no time passes: a machine that is busy makes no peer a slow one.
    ///
    /// - Parameter timeout: How long the peer may take nothing, on the clock of the machine.
    static func timeless(
        to pair: SocketPair, requestId: UInt16 = 1, timeout: Duration = .patience, stop: StopEvent? = nil,
        buffers: SendBuffers = SendBuffers()
    ) throws -> RecordWriter {
        let start = ContinuousClock.now
        return try clocked(to: pair, requestId: requestId, timeout: timeout, stop: stop, buffers: buffers) {
            start
        }
    }

    /// A writer whose clock is `now`.
    static func clocked(
        to pair: SocketPair, requestId: UInt16 = 1, timeout: Duration = .patience, stop: StopEvent? = nil,
        buffers: SendBuffers = SendBuffers(), now: @escaping () -> ContinuousClock.Instant
    ) throws -> RecordWriter {
        return RecordWriter(
            StreamSocket(number: pair.near), requestId: requestId, timeout: timeout,
            stop: try stop ?? StopEvent(), buffers: buffers, now: now)
    }
}
