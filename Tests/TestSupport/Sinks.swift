public import ByteIO

/// Keeps what it is given, read from sources in pieces of a size.
public final class MemorySink: ByteSink {
    public private(set) var bytes: [UInt8] = []
    private let pieceSize: Int

    public init(pieceSize: Int = 64 * 1024) { self.pieceSize = pieceSize }

    public func write(_ part: Span<UInt8>) throws(SinkError) { bytes.append(copying: part) }

    public func transfer(_ count: UInt64, from source: any ByteSource) throws(TransferError) {
        var left = Int(count)
        while left > 0 {
            let before = bytes.count
            do {
                try bytes.append(addingCapacity: min(left, pieceSize)) { (free) throws(SourceError) in
                    try source.read(into: &free)
                }
            } catch { throw .source(error) }
            left -= bytes.count - before
        }
    }
}

/// Takes a number of bytes, then fails; counts what is asked of it after that.
public final class FailingSink: ByteSink {
    private var left: Int
    public private(set) var bytes: [UInt8] = []
    private var hasFailed = false
    public private(set) var callsAfterFailure = 0

    public init(after count: Int) { left = count }

    public func write(_ part: Span<UInt8>) throws(SinkError) {
        if hasFailed { callsAfterFailure += 1 }
        let taken = min(left, part.count)
        bytes.append(copying: part.extracting(first: taken))
        left -= taken
        guard taken == part.count else {
            hasFailed = true
            throw .disconnected
        }
    }

    public func transfer(_ count: UInt64, from source: any ByteSource) throws(TransferError) {
        var buffer: [UInt8] = []
        do { try source.read(Int(count), appendingTo: &buffer) } catch { throw .source(error) }
        do { try write(buffer) } catch { throw .sink(error) }
    }
}

/// Counts bytes and forgets them, but for the last.
public final class CountingSink: ByteSink {
    public private(set) var count: UInt64 = 0
    public private(set) var tail: [UInt8] = []

    public init() {}

    public func write(_ part: Span<UInt8>) throws(SinkError) {
        count += UInt64(part.count)
        tail.append(copying: part)
        if tail.count > 1024 { tail.removeFirst(tail.count - 1024) }
    }

    public func transfer(_ count: UInt64, from source: any ByteSource) throws(TransferError) {
        var buffer: [UInt8] = []
        var left = count
        while left > 0 {
            buffer.removeAll(keepingCapacity: true)
            do {
                try source.read(Int(min(left, 65_536)), appendingTo: &buffer)
            } catch { throw .source(error) }
            left -= UInt64(buffer.count)
        }
        self.count += count
    }
}
