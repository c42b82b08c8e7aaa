/// Reads the value of a header field from its beginning (RFC 9110 §5.5).
///
/// It reads bytes: some values may have any above ASCII, and HTTP does not hold for equal what Unicode does.
struct FieldReader<Bytes: Collection<UInt8>> {
    private var rest: Bytes.SubSequence

    init(_ value: Bytes) { rest = value[...] }

    var isAtEnd: Bool { rest.isEmpty }

    /// Takes `literal`, in these letters exactly, if it comes next.
    mutating func take(_ literal: String) -> Bool {
        guard rest.starts(with: literal.utf8) else { return false }
        rest = rest.dropFirst(literal.utf8.count)
        return true
    }

    /// Takes the first of `words` that comes next.
    ///
    /// - Returns: Its place among them.
    mutating func take(oneOf words: [String]) -> Int? {
        for (index, word) in words.enumerated() where take(word) { return index }
        return nil
    }

    /// Takes all bytes up to one that is not `wanted`; perhaps none.
    mutating func take(while wanted: (UInt8) -> Bool) -> Bytes.SubSequence {
        let taken = rest.prefix(while: wanted)
        rest = rest[taken.endIndex...]
        return taken
    }

    /// Optional white space (§5.6.3).
    mutating func skipSpace() { _ = take { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }

    /// What may stand around the elements of a list: white space, and elements that are empty (§5.6.1.2).
    mutating func skipCommasAndSpace() {
        _ = take { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }

    /// Takes a number of any length; one above 2^64 - 1 is taken for that.
    mutating func number() -> UInt64? {
        let digits = take { $0.isDigit }
        return digits.isEmpty ? nil : UInt64(String(decoding: digits, as: UTF8.self)) ?? .max
    }

    /// Takes a number of exactly so many digits.
    mutating func number(digits count: Int) -> Int? {
        let digits = rest.prefix(count)
        guard digits.count == count, digits.allSatisfy({ $0.isDigit }) else { return nil }
        rest = rest.dropFirst(count)
        return Int(String(decoding: digits, as: UTF8.self))
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
}
