/// Percent-encoding (RFC 3986 §2.1), written.
extension Sequence<UInt8> {
    /// The bytes with each one that is not kept as `%XX`.
    @inlinable
    public func percentEncoded(keeping isKept: (UInt8) -> Bool) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(underestimatedCount + 16)
        for byte in self {
            if isKept(byte) { result.append(byte) } else { result.append(percentEncoding: byte) }
        }
        return result
    }
}
