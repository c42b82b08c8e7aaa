/// The tokens of JSON (RFC 8259) around strings. Nothing here recurses, since a list has a fixed depth.
extension ListBuffer {
    /// The next byte that is no white space; it is not taken.
    ///
    /// - Returns: nil at the end of the list, or of its line.
    mutating func upcoming() throws(ListFault) -> UInt8? {
        while let byte = try peek() {
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): start += 1
            case UInt8(ascii: "\n"):
                if isOfLines { return nil }
                start += 1
            default: return byte
            }
        }
        return nil
    }

    /// Takes `character` if it comes next.
    mutating func take(_ character: Unicode.Scalar) throws(ListFault) -> Bool {
        let wanted = UInt8(ascii: character)
        // Most often no white space comes before, and the byte is at hand.
        if start < bytes.count, bytes[start] == wanted {
            start += 1
            return true
        }
        guard let byte = try upcoming() else { throw cutOff }
        guard byte == wanted else { return false }
        start += 1
        return true
    }

    mutating func expect(_ character: Unicode.Scalar, else reason: String) throws(ListFault) {
        guard try take(character) else { throw .malformed(reason) }
    }

    /// Takes the name of the next member of an object and the colon behind it, or the object's end.
    ///
    /// - Parameter isFirst: Whether nothing but the opening brace was taken.
    /// - Returns: nil at the object's end.
    /// - Throws: For a name that is none of `Field`, too.
    mutating func member<Field: ListField>(isFirst: Bool) throws(ListFault) -> Field? {
        if try take("}") { return nil }
        if !isFirst { try expect(",", else: "neither , nor } behind a value") }
        try expect("\"", else: "no name of a field")
        let name = try string()
        let field: Field = try field(named: name)
        try expect(":", else: "no colon behind the name of a field")
        return field
    }

    /// Takes what separates elements of an array, or the array's end.
    ///
    /// - Parameter isFirst: Whether nothing but the opening bracket was taken.
    /// - Returns: false at the array's end.
    mutating func beginsElement(isFirst: Bool) throws(ListFault) -> Bool {
        if try take("]") { return false }
        if !isFirst { try expect(",", else: "neither , nor ] behind an entry") }
        return true
    }

    /// Takes `null` if a word comes next.
    ///
    /// - Throws: For any other word.
    mutating func takeNull() throws(ListFault) -> Bool {
        guard try take("n") else { return false }
        for byte in "ull".utf8 {
            guard try nextByte() == byte else { throw .malformed("an unexpected character") }
            start += 1
        }
        return true
    }

    /// Takes a number without exponent (§6).
    ///
    /// - Parameter mayHaveFraction: Whether a fraction is taken as well, and dropped: many programs have times with one.
    mutating func integer(
        mayHaveFraction: Bool = false
    ) throws(ListFault) -> (isNegative: Bool, magnitude: UInt64) {
        let isNegative = try take("-")
        var magnitude: UInt64 = 0
        var digitCount = 0
        var byte = try nextByte()
        while UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte {
            guard digitCount == 0 || magnitude > 0 else { throw .malformed("a number with leading zeros") }
            let (tenfold, overflows) = magnitude.multipliedReportingOverflow(by: 10)
            let (sum, overflowsToo) = tenfold.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
            guard !overflows, !overflowsToo else { throw .malformed("too large a number") }
            magnitude = sum
            digitCount += 1
            start += 1
            byte = try nextByte()
        }
        guard digitCount > 0 else { throw .malformed("no number") }
        if mayHaveFraction, byte == UInt8(ascii: ".") {
            start += 1
            byte = try nextByte()
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { throw .malformed("no number") }
            while UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte {
                start += 1
                byte = try nextByte()
            }
        }
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): throw .malformed("no whole number")
        default: return (isNegative, magnitude)
        }
    }

    /// The next byte, which is not taken and may be white space.
    private mutating func nextByte() throws(ListFault) -> UInt8 {
        guard let byte = try peek(), !isOfLines || byte != UInt8(ascii: "\n") else { throw cutOff }
        return byte
    }

    /// For a list, or a line of one, that has no end of what it began.
    var cutOff: ListFault {
        .malformed(isOfLines ? "the line ends in the middle" : "the list ends in the middle")
    }
}
