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
        return RecordWriter(
            StreamSocket(number: pair.near), requestId: requestId, timeout: timeout,
            stop: try stop ?? StopEvent(), buffers: buffers, now: { start })
    }
}
