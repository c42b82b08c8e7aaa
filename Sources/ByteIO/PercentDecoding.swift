/// Percent-encoding (RFC 3986 §2.1), read.
extension ArraySlice<UInt8> {
    /// The bytes that the text stands for, decoded once; nil if a `%` is without two hexadecimal digits.
    public var percentDecoded: [UInt8]? {
        guard contains(UInt8(ascii: "%")) else { return Array(self) }
        var result: [UInt8] = []
        result.reserveCapacity(count)
        var rest = self
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                result.append(byte)
                continue
            }
            guard let high = rest.popFirst().flatMap(Hexadecimal.value),
                let low = rest.popFirst().flatMap(Hexadecimal.value)
            else { return nil }
            result.append(high << 4 | low)
        }
        return result
    }
}
