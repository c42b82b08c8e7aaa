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

    /// Sends all of two stretches of bytes, one behind the other; blocks while the peer takes nothing, but
    /// not longer than `timeout` at a stretch, and not once `stop` is raised.
    ///
    /// - Parameter sent: How many of them are out: at first, from an earlier attempt; all of them unless it
    ///   throws.
    public func send(
        _ first: Span<UInt8>, _ second: Span<UInt8> = Span(), progress sent: inout Int, timeout: Duration,
        stop: StopEvent
    ) throws(Failure) {
        while sent < first.count + second.count {
            if stop.isRaised { throw .stopped }
            let count =
                sent < first.count
                ? try sendNow(first.extracting(droppingFirst: sent), second)
                : try sendNow(second.extracting(droppingFirst: sent - first.count))
            sent += count
            if count == 0 { try wait(timeout, stop) }
        }
    }

    /// Sends what the socket takes at this moment and tells how much that is. Never blocks.
    public func sendNow(_ first: Span<UInt8>, _ second: Span<UInt8> = Span()) throws(Failure) -> Int {
        let result = unsafe first.withUnsafeBufferPointer { first in
            unsafe second.withUnsafeBufferPointer { second in
                unsafe second.isEmpty
                    ? penstock_send(number, first.baseAddress, first.count)
                    : penstock_send_both(
                        number, first.baseAddress, first.count, second.baseAddress, second.count)
            }
        }
        return try Self.progress(result)
    }

    /// Has the kernel move `count` bytes here from where the file is read next; blocks like
    /// ``send(_:_:progress:timeout:stop:)``. The socket must have been made nonblocking.
    ///
    /// - Parameter sent: How many of them are out.
    /// - Returns: nil when all are; else the error number that says why the file gave no more, 0 at its end.
    public func send(
        _ count: Int, fromFile file: CInt, progress sent: inout Int, timeout: Duration, stop: StopEvent
    ) throws(Failure) -> Int32? {
        while sent < count {
            if stop.isRaised { throw .stopped }
            let result = penstock_send_file(number, file, count - sent)
            switch result {
            case 0: return 0
            case 1...: sent += result
            case -Int(EAGAIN): try wait(timeout, stop)
            case -Int(EINTR): break
            case -Int(EPIPE), -Int(ECONNRESET): throw .disconnected
            default: return Int32(truncatingIfNeeded: -result)
            }
        }
        return nil
    }

    /// Whether reading and writing return at once instead of waiting (O_NONBLOCK).
    public func setNonblocking(_ isOn: Bool) { penstock_set_nonblocking(number, isOn ? 1 : 0) }

    private func wait(_ timeout: Duration, _ stop: StopEvent) throws(Failure) {
        switch Poll.waitUntilWritable(number, stop: stop.number, timeout: timeout) {
        case .ready: break
        case .stopped: throw .stopped
        case .timedOut: throw .timedOut
        }
    }

    private static func progress(_ result: Int) throws(Failure) -> Int {
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

    /// Bytes that lie in the socket at most until the peer has read them, but for one piece of 64 KiB. Nil over
    /// TCP: if the peer is on this machine, what its system has taken is still the same memory.
    public var queueLimit: Int? {
        let limit = penstock_queue_limit(number)
        return limit < 0 ? nil : Int(limit)
    }

    /// Waits until the peer has read all that was sent, or over TCP until its system has it. Ends early when the
    /// peer has left or time is up.
    ///
    /// - Returns: Whether all was read.
    @discardableResult
    public func waitUntilTaken(within timeout: Duration) -> Bool {
        let deadline = ContinuousClock.now + timeout
        while penstock_queued_count(number) > 0 {
            if ContinuousClock.now >= deadline || Poll.isClosed(number, within: .milliseconds(1)) {
                return false
            }
        }
        return true
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
