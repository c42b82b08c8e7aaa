internal import CLinux
private import Glibc

/// Sending on a connected socket that belongs to somebody else (libfcgi).
public struct StreamSocket: Sendable {
    public let number: CInt

    public init(number: CInt) { self.number = number }

    public enum Failure: Error, Equatable {
        /// EPIPE or ECONNRESET: the peer is gone.
        case disconnected
        case timedOut
        case stopped
        case failed(errno: Int32)
    }

    /// Sends all of `bytes`; blocks while the peer takes nothing, but not longer than `timeout` at a stretch,
    /// and not once `stop` is raised.
    ///
    /// - Parameter sent: How many of them are out: at first, from an earlier attempt; all of them unless it
    ///   throws.
    public func send(
        _ bytes: Span<UInt8>, progress sent: inout Int, timeout: Duration, stop: StopEvent
    ) throws(Failure) {
        while sent < bytes.count {
            if stop.isRaised { throw .stopped }
            let count = try sendNow(bytes.extracting(droppingFirst: sent))
            sent += count
            guard count == 0 else { continue }
            switch Poll.waitUntilWritable(number, stop: stop.number, timeout: timeout) {
            case .ready: continue
            case .stopped: throw .stopped
            case .timedOut: throw .timedOut
            }
        }
    }

    /// Sends what the socket takes at this moment and tells how much that is. Never blocks.
    public func sendNow(_ bytes: Span<UInt8>) throws(Failure) -> Int {
        let result = unsafe bytes.withUnsafeBufferPointer {
            unsafe penstock_send(number, $0.baseAddress, $0.count)
        }
        switch result {
        case 0...: return result
        case -Int(EAGAIN), -Int(EINTR): return 0
        case -Int(EPIPE), -Int(ECONNRESET): throw .disconnected
        default: throw .failed(errno: Int32(truncatingIfNeeded: -result))
        }
    }

    /// Whether the socket takes more bytes now or soon.
    public func isWritable(within timeout: Duration) -> Bool {
        Poll.isWritable(number, within: timeout)
    }

    /// Limits how long a blocking read or write may wait for the peer (SO_RCVTIMEO, SO_SNDTIMEO).
    public func setTimeouts(receive: Duration, send: Duration) {
        for (option, timeout) in [(SO_RCVTIMEO, receive), (SO_SNDTIMEO, send)] {
            var value = timeval(tv_sec: Int(clamping: timeout.components.seconds), tv_usec: 0)
            _ = unsafe setsockopt(
                number, SOL_SOCKET, option, &value, socklen_t(MemoryLayout<timeval>.size))
        }
    }
}
