internal import ByteIO

/// Escapes in strings of JSON (RFC 8259 §7).
enum JSONEscapes {
    /// The bytes that a string stands for.
    ///
    /// - Parameter text: What stands between the quotes. Bytes other than escapes are passed on as they are.
    static func decoded(_ text: Span<UInt8>) throws(ListFault) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            let byte = text[index]
            index += 1
            if byte == UInt8(ascii: "\\") {
                try appendEscape(in: text, at: &index, to: &result)
            } else {
                result.append(byte)
            }
        }
        return result
    }

    /// Appends what is meant by the escape whose backslash stands before `index`, and moves `index` behind the escape.
    private static func appendEscape(
        in text: Span<UInt8>, at index: inout Int, to result: inout [UInt8]
    ) throws(ListFault) {
        guard index < text.count else { throw .malformed("an unknown escape") }
        let letter = text[index]
        index += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(letter)
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "u"): result += UTF8.encode(try scalar(in: text, at: &index)) ?? .init()
        default: throw .malformed("an unknown escape")
        }
    }

    /// One UTF-16 unit, or two that are a surrogate pair. The first one's `\u` stands before `index`.
    private static func scalar(in text: Span<UInt8>, at index: inout Int) throws(ListFault) -> Unicode.Scalar
    {
        let unit = try unit(in: text, at: &index)
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard UTF16.isLeadSurrogate(unit), index + 1 < text.count, text[index] == UInt8(ascii: "\\"),
            text[index + 1] == UInt8(ascii: "u")
        else { throw .malformed("half a surrogate pair") }
        index += 2
        let trail = try self.unit(in: text, at: &index)
        guard UTF16.isTrailSurrogate(trail) else { throw .malformed("half a surrogate pair") }
        return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
    }

    private static func unit(in text: Span<UInt8>, at index: inout Int) throws(ListFault) -> UInt16 {
        guard index + 4 <= text.count else { throw .malformed("an unknown escape") }
        var unit: UInt16 = 0
        for place in index..<index + 4 {
            guard let digit = Hexadecimal.value(of: text[place]) else {
                throw .malformed("an unknown escape")
            }
            unit = unit << 4 | UInt16(digit)
        }
        index += 4
        return unit
    }
}
