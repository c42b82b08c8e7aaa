internal import ByteIO

/// Names and values as HTML forms and query strings have them (application/x-www-form-urlencoded).
public enum URLEncoding {
    /// - Throws: ``FormError/malformedEscape``
    public static func fields(_ text: [UInt8]) throws(FormError) -> [(name: String, value: [UInt8])] {
        try parse(text)
    }

    static func parse(_ text: some Collection<UInt8>) throws(FormError) -> [(name: String, value: [UInt8])] {
        var form = FormFields()
        var rest = text[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "&")) ?? rest.endIndex
            let pair = rest[..<end]
            rest = rest[end...].dropFirst()
            if pair.isEmpty { continue }
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let name = String(decoding: try decoded(pair[..<equals]), as: UTF8.self)
            try form.append(name, try decoded(pair[equals...].dropFirst()))
        }
        return form.fields
    }

    /// Percent-decoded once, `+` being a space.
    private static func decoded(_ text: some Collection<UInt8>) throws(FormError) -> [UInt8] {
        var result: [UInt8] = []
        // An escape is three bytes that become one.
        let escapeCount = text.count { $0 == UInt8(ascii: "%") }
        result.reserveCapacity(max(0, text.count - 2 * escapeCount))
        var rest = text[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): result.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(Hexadecimal.value),
                    let low = rest.popFirst().flatMap(Hexadecimal.value)
                else { throw .malformedEscape }
                result.append(high << 4 | low)
            default: result.append(byte)
            }
        }
        return result
    }
}
