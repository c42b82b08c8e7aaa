internal import ByteIO
internal import SystemCalls

/// Standard output of a CGI program: a pipe or a socket to the front server.
final class CGIOutput: ByteOutput {
    /// What a pipe holds (pipe(7)).
    static let preferredSize = 64 * 1024

    private let descriptor: FileDescriptor
    private let timeout: Duration
    private let stop: StopEvent
    private var isNonblocking = false

    init(_ descriptor: consuming FileDescriptor, timeout: Duration, stop: StopEvent) {
        self.descriptor = descriptor
        self.timeout = timeout
        self.stop = stop
    }

    /// Whether there is nobody left to read.
    var isClosed: Bool { Poll.isClosed(descriptor.number) }

    /// - Throws: ``SinkError/disconnected`` also when told to stop: a front server ends a program whose client has left
    ///   by SIGTERM.
    func write(_ bytes: Span<UInt8>) throws(SinkError) {
        // Else a write of more than the pipe has room for would wait without end. Not before: behind some front
        // servers standard input is the same socket, and reading the body waits.
        if !isNonblocking { StreamSocket(number: descriptor.number).setNonblocking(true) }
        isNonblocking = true
        var rest = bytes
        while !rest.isEmpty {
            do {
                let count = try descriptor.writeNow(rest)
                rest = rest.extracting(droppingFirst: count)
                if count > 0 { continue }
            } catch {
                throw error.isDisconnection ? .disconnected : .failed(errno: error.errno)
            }
            switch Poll.waitUntilWritable(descriptor.number, stop: stop.number, timeout: timeout) {
            case .ready: break
            case .stopped: throw .disconnected
            case .timedOut: throw .timedOut
            }
        }
    }
}
