internal import ByteIO

/// Where a string lies in the bytes of a ``ListBuffer`` until more is read.
struct JSONText {
    /// Without the quotes.
    let range: Range<Int>
    /// A backslash is in it.
    let hasEscapes: Bool
    /// A byte above 0x7F is in it.
    let isBeyondASCII: Bool
}

/// Strings of JSON (RFC 8259 §7).
extension ListBuffer {
    /// Takes a string whose opening quote was taken. Its escapes are not looked at.
    mutating func string() throws(ListFault) -> JSONText {
        var length = 0
        var hasEscapes = false
        var seen: UInt8 = 0
        while true {
            length = index(ofSpecialFrom: start + length, seen: &seen) - start
            let limit = hasEscapes ? ListLimits.writtenString : ListLimits.string
            guard length <= limit else { throw .malformed("longer than 64 KiB") }
            guard start + length < bytes.count else {
                guard try fill() else { throw cutOff }
                continue
            }
            switch bytes[start + length] {
            case UInt8(ascii: "\""):
                defer { start += length + 1 }
                return JSONText(
                    range: start..<start + length, hasEscapes: hasEscapes, isBeyondASCII: seen > 0x7F)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                if start + length + 1 == bytes.count, try !fill() { throw cutOff }
                // Of what may be escaped, only these two would be taken for something else.
                let escaped = bytes[start + length + 1]
                length += escaped == UInt8(ascii: "\"") || escaped == UInt8(ascii: "\\") ? 2 : 1
            case UInt8(ascii: "\n") where isOfLines: throw cutOff
            default: throw .malformed("a control character in a string")
            }
        }
    }

    /// The index of the next quote, backslash or control character; behind all bytes if none is at hand.
    ///
    /// - Parameter seen: Gets the bits of all bytes before that.
    private func index(ofSpecialFrom first: Int, seen: inout UInt8) -> Int {
        let bytes = bytes.span
        var index = first
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            seen |= byte
            index += 1
        }
        return index
    }

    /// The bytes that a string stands for: UTF-8, at most ``ListLimits/string``.
    func content(of text: JSONText) throws(ListFault) -> [UInt8] {
        let content =
            if text.hasEscapes {
                try JSONEscapes.decoded(bytes.span.extracting(text.range))
            } else {
                Array(bytes[text.range])
            }
        guard content.count <= ListLimits.string else { throw .malformed("longer than 64 KiB") }
        if text.isBeyondASCII { try checkEncoding(content) }
        return content
    }

    /// The field that a string names.
    ///
    /// - Throws: For none of `Field`.
    func field<Field: ListField>(named text: JSONText) throws(ListFault) -> Field {
        if !text.hasEscapes, let field = Field.table.field(named: bytes.span.extracting(text.range)) {
            return field
        }
        let name = try content(of: text)
        if let field = Field.table.field(named: name.span) { return field }
        throw .malformed(field: name.prefix(64).printable, reason: "unknown field")
    }
}

/// - Throws: For bytes that are not UTF-8.
func checkEncoding(_ text: [UInt8]) throws(ListFault) {
    do { _ = try UTF8Span(validating: text.span) } catch { throw .malformed("not UTF-8") }
}
