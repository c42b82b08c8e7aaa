/// The order in which people count: `photo 9` before `photo 10`.
enum NaturalOrder {
    /// - Returns: a negative number if `left` comes first, 0 if the two are equal but for leading zeros.
    static func compare(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
        var (left, right) = (left, right)
        while let first = left.first, let second = right.first {
            let result: Int
            if isDigit(first), isDigit(second) {
                result = compareNumbers(number(&left), number(&right))
            } else {
                result = Int(first) - Int(second)
                left.removeFirst()
                right.removeFirst()
            }
            if result != 0 { return result }
        }
        return (left.isEmpty ? 0 : 1) - (right.isEmpty ? 0 : 1)
    }

    /// Takes the digits at the beginning, without leading zeros.
    private static func number(_ text: inout ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let end = text.firstIndex { !isDigit($0) } ?? text.endIndex
        defer { text = text[end...] }
        return text[..<end].drop { $0 == UInt8(ascii: "0") }
    }

    private static func compareNumbers(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Int {
        if left.count != right.count { return left.count - right.count }
        for (first, second) in zip(left, right) where first != second { return Int(first) - Int(second) }
        return 0
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}
