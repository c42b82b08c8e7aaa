/// A sequence of bytes that is read once, front to back, by one thread.
public protocol ByteSource: AnyObject {
    /// Appends what is at hand: at least one byte, at most what `output` has room for. Blocks until there is
    /// some.
    ///
    /// - Precondition: `output` is not full.
    /// - Throws: ``SourceError/endedEarly`` when nothing is left.
    func read(into output: inout OutputSpan<UInt8>) throws(SourceError)

    /// A file whose read position is this source's, so that the kernel can move its bytes without a copy
    /// (sendfile(2)). Nil if they must be read. Valid as long as the source lives.
    var fileDescriptor: Int32? { get }

    /// Takes note that the kernel has moved `count` bytes out of the file.
    func skip(_ count: UInt64) throws(SourceError)

    /// Moves on without giving the next `count` bytes. Blocks.
    func discard(_ count: UInt64) throws(SourceError)

    /// The CRC-32 of the rest, if the source knows it already.
    ///
    /// A caller that gets one may skip the bytes: the source checks at its end that the content is still the same, and
    /// throws ``SourceError/changed`` if not.
    func relyOnChecksum() -> UInt32?

    /// How many bytes are left of content that is sent under the checksum that was asked for; nil if none was.
    ///
    /// The source looks at its file when the last of them are read or skipped. Bytes that were not copied by then
    /// must be out of reach of whoever writes to the file.
    var countReliedOn: UInt64? { get }

    /// Takes note that all of it has been read, from its first byte on, and what its CRC-32 is.
    func learn(checksum: UInt32)
}

/// A source that is no file and knows nothing of what it gives.
extension ByteSource {
    public var fileDescriptor: Int32? { nil }
    public func skip(_ count: UInt64) throws(SourceError) {
        preconditionFailure("there is no file to skip in")
    }
    public func discard(_ count: UInt64) throws(SourceError) {
        var buffer: [UInt8] = []
        let portion = min(count, 64 * 1024)
        var left = count
        while left > 0 {
            buffer.removeAll(keepingCapacity: true)
            left -= UInt64(try read(atMost: Int(min(left, portion)), appendingTo: &buffer))
        }
    }
    public func relyOnChecksum() -> UInt32? { nil }
    public var countReliedOn: UInt64? { nil }
    public func learn(checksum: UInt32) {}
}

extension ByteSource {
    /// Appends exactly `count` bytes to `buffer`.
    public func read(_ count: Int, appendingTo buffer: inout [UInt8]) throws(SourceError) {
        let end = buffer.count + count
        while buffer.count < end {
            _ = try read(atMost: end - buffer.count, appendingTo: &buffer)
        }
    }

    /// Appends what is at hand, at most `limit` bytes, which must be one or more. Blocks until there is some.
    ///
    /// - Returns: how many bytes that are.
    public func read(atMost limit: Int, appendingTo buffer: inout [UInt8]) throws(SourceError) -> Int {
        let before = buffer.count
        try buffer.append(addingCapacity: limit) { (free) throws(SourceError) in try read(into: &free) }
        return buffer.count - before
    }
}
