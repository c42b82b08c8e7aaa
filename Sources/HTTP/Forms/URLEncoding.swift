internal import ByteIO

/// Names and values as HTML forms and query strings have them (application/x-www-form-urlencoded).
public enum URLEncoding {
    /// - Throws: ``FormError/malformedEscape``
    public static func fields(_ text: [UInt8]) throws(FormError) -> [(name: String, value: [UInt8])] {
        try parse(text)
    }

    static func parse(_ text: some Collection<UInt8>) throws(FormError) -> [(name: String, value: [UInt8])] {
        var fields: [(name: String, value: [UInt8])] = []
        for pair in text.split(separator: UInt8(ascii: "&")) {
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let name = String(decoding: try decoded(pair[..<equals]), as: UTF8.self)
            fields.append((name, try decoded(pair[equals...].dropFirst())))
        }
        return fields
    }

    /// Percent-decoded once, `+` being a space.
    private static func decoded(_ text: some Collection<UInt8>) throws(FormError) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
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
