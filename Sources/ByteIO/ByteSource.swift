/// A sequence of bytes that is read once, front to back, by one thread.
public protocol ByteSource: AnyObject {
    /// Appends what is at hand: at least one byte, at most what `output` has room for. Blocks until there is
    /// some.
    ///
    /// - Precondition: `output` is not full.
    /// - Throws: ``SourceError/endedEarly`` when nothing is left.
    func read(into output: inout OutputSpan<UInt8>) throws(SourceError)
}

extension ByteSource {
    /// Appends exactly `count` bytes to `buffer`.
    public func read(_ count: Int, appendingTo buffer: inout [UInt8]) throws(SourceError) {
        let end = buffer.count + count
        while buffer.count < end {
            try buffer.append(addingCapacity: end - buffer.count) { (free) throws(SourceError) in
                try read(into: &free)
            }
        }
    }
}
