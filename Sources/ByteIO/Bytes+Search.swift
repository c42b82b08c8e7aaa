/// Search for bytes. That of the standard library, `firstRange(of:)`, takes two seconds for each MiB.
extension BidirectionalCollection<UInt8> where SubSequence == Self {
    /// Where the first `pattern` ends; nil if there is none.
    ///
    /// - Parameter pattern: At least one byte.
    @inlinable
    public func endOfFirst(_ pattern: [UInt8]) -> Index? {
        var rest = self
        while let start = rest.firstIndex(of: pattern[0]) {
            rest = rest[start...]
            if rest.starts(with: pattern) { return rest.index(start, offsetBy: pattern.count) }
            rest.removeFirst()
        }
        return nil
    }
}
