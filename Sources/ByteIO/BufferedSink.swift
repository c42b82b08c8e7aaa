/// Passes bytes on many at a time.
public final class BufferedSink: ByteSink {
    /// A read for fewer bytes than this costs more than an early write.
    private static let smallestRead = 16 * 1024

    private let output: any ByteOutput
    private let capacity: Int
    private var buffer: [UInt8] = []
    /// Bytes that the output has taken.
    public private(set) var bytesPassedOn: UInt64 = 0
    /// When the output was given the first of them.
    public private(set) var firstPassedOn: ContinuousClock.Instant?

    /// - Parameter capacity: Bytes that are collected, at least 32 KiB.
    public init(_ output: any ByteOutput, capacity: Int) {
        precondition(capacity >= 2 * Self.smallestRead, "a buffer of \(capacity) bytes")
        self.output = output
        self.capacity = capacity
        buffer.reserveCapacity(capacity)
    }

    public func write(_ bytes: Span<UInt8>) throws(SinkError) {
        var rest = bytes
        while !rest.isEmpty {
            if buffer.count == capacity { try flush() }
            let part = rest.extracting(first: min(rest.count, capacity - buffer.count))
            buffer.append(copying: part)
            rest = rest.extracting(droppingFirst: part.count)
        }
    }

    public func transfer(_ count: UInt64, from source: any ByteSource) throws(TransferError) {
        var left = count
        while left > 0 {
            if UInt64(capacity - buffer.count) < min(left, UInt64(Self.smallestRead)) {
                do { try flush() } catch { throw .sink(error) }
            }
            let limit = Int(min(left, UInt64(capacity - buffer.count)))
            do { left -= UInt64(try source.read(atMost: limit, appendingTo: &buffer)) } catch {
                throw .source(error)
            }
        }
    }

    public func flush() throws(SinkError) {
        guard !buffer.isEmpty else { return }
        if firstPassedOn == nil { firstPassedOn = .now }
        var bytes: [UInt8] = []
        // After a failure nobody knows how much of it is out: it must not come a second time.
        swap(&bytes, &buffer)
        try output.write(bytes.span)
        bytesPassedOn += UInt64(bytes.count)
        swap(&bytes, &buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}

/// Where a ``BufferedSink`` puts its bytes.
public protocol ByteOutput: AnyObject {
    /// Takes all of `bytes`. Blocks.
    func write(_ bytes: Span<UInt8>) throws(SinkError)
}
