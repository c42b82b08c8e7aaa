/// Values of fields in JSON.
extension ListBuffer {
    mutating func text() throws(ListFault) -> [UInt8] {
        try expect("\"", else: "no string")
        let text = try string()
        return try content(of: text)
    }

    /// For names of all kinds: no system has one with NUL in it.
    mutating func textWithoutNUL() throws(ListFault) -> [UInt8] {
        try expect("\"", else: "no string")
        let text = try string()
        let content = try content(of: text)
        // A control character is in a string as an escape or not at all.
        guard !text.hasEscapes || !content.contains(0) else { throw .malformed("NUL") }
        return content
    }

    mutating func size() throws(ListFault) -> UInt64 {
        let (isNegative, size) = try integer()
        guard !isNegative else { throw .malformed("negative") }
        guard size <= ListLimits.size else { throw .malformed("more than 2^62") }
        return size
    }

    mutating func checksum() throws(ListFault) -> UInt32 {
        let digits = try text()
        guard digits.count == 8, let checksum = FieldText.checksum(digits[...]) else {
            throw .malformed("not 8 hexadecimal digits")
        }
        return checksum
    }

    mutating func entityTag() throws(ListFault) -> [UInt8]? {
        switch FieldText.entityTag(try text()) {
        case .strong(let tag): return tag
        case .weak: return nil
        case nil: throw .malformed("no entity tag")
        }
    }

    mutating func modified() throws(ListFault) -> Int64 {
        if try upcoming() == UInt8(ascii: "\"") {
            guard let seconds = FieldText.seconds(try text()) else {
                throw .malformed("no date of RFC 3339 or HTTP")
            }
            return seconds
        }
        let (isNegative, magnitude) = try integer(mayHaveFraction: true)
        guard let seconds = Int64(exactly: magnitude).map({ isNegative ? -$0 : $0 }),
            ListLimits.modified ~= seconds
        else { throw .malformed("beyond the years 0 to 9999; are these seconds?") }
        return seconds
    }

    mutating func permissions() throws(ListFault) -> UInt16 {
        guard let permissions = FieldText.permissions(try text()) else {
            throw .malformed("not an octal number up to 777")
        }
        return permissions
    }
}
