internal import ByteIO
internal import SystemCalls

/// A descriptor as a sink, with a buffer.
final class FileSink: ByteSink {
    private static let capacity = 256 * 1024
    /// A read for fewer bytes than this costs more than an early write.
    private static let smallestRead = 16 * 1024

    private let descriptor: FileDescriptor
    private let isStopped: () -> Bool
    private var buffer: [UInt8] = []

    /// - Parameter isStopped: Asked before each write whether to go on.
    init(_ descriptor: consuming FileDescriptor, isStopped: @escaping () -> Bool) {
        self.descriptor = descriptor
        self.isStopped = isStopped
        buffer.reserveCapacity(Self.capacity)
    }

    func write(_ bytes: Span<UInt8>) throws(SinkError) {
        var rest = bytes
        while !rest.isEmpty {
            if buffer.count == Self.capacity { try flush() }
            let part = rest.extracting(first: min(rest.count, Self.capacity - buffer.count))
            buffer.append(copying: part)
            rest = rest.extracting(droppingFirst: part.count)
        }
    }

    func transfer(_ count: UInt64, from source: any ByteSource) throws(TransferError) {
        var left = count
        while left > 0 {
            if UInt64(Self.capacity - buffer.count) < min(left, UInt64(Self.smallestRead)) {
                do { try flush() } catch { throw .sink(error) }
            }
            let limit = Int(min(left, UInt64(Self.capacity - buffer.count)))
            let before = buffer.count
            do {
                try buffer.append(addingCapacity: limit) { (free) throws(SourceError) in
                    try source.read(into: &free)
                }
            } catch { throw .source(error) }
            left -= UInt64(buffer.count - before)
        }
    }

    func flush() throws(SinkError) {
        if isStopped() { throw .stopped }
        do {
            let bytes = buffer
            try descriptor.write(bytes.span)
        } catch { throw .failed(errno: error.errno) }
        buffer.removeAll(keepingCapacity: true)
    }
}
