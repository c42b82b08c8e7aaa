extension OutputSpan<UInt8> {
    /// Copies all of `bytes`, as one memory copy: OutputSpan has none of its own yet.
    ///
    /// - Precondition: there is room for them.
    @inlinable
    public mutating func append(copying bytes: Span<UInt8>) {
        precondition(bytes.count <= freeCapacity, "no room for \(bytes.count) bytes")
        unsafe bytes.withUnsafeBufferPointer { source in
            unsafe withUnsafeMutableBufferPointer { target, count in
                let end = count + source.count
                // Sound: `count..<end` is inside the buffer by the precondition, and the two never overlap
                // because this span is held exclusively.
                _ = unsafe UnsafeMutableBufferPointer(rebasing: target[count..<end]).initialize(from: source)
                count = end
            }
        }
    }
}

extension [UInt8] {
    /// Appends all of `bytes`.
    @inlinable
    public mutating func append(copying bytes: Span<UInt8>) {
        append(addingCapacity: bytes.count) { $0.append(copying: bytes) }
    }
}
