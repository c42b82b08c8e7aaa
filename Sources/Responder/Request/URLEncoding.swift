/// Names and values as HTML forms and query strings have them (application/x-www-form-urlencoded).
enum URLEncoding {
    /// - Throws: A 400 for a malformed escape.
    static func fields(_ text: some Collection<UInt8>) throws(Refusal) -> [(name: String, value: [UInt8])] {
        var fields: [(name: String, value: [UInt8])] = []
        for pair in text.split(separator: UInt8(ascii: "&")) {
            let equals = pair.firstIndex(of: UInt8(ascii: "=")) ?? pair.endIndex
            let name = String(decoding: try decoded(pair[..<equals]), as: UTF8.self)
            fields.append((name, try decoded(pair[equals...].dropFirst())))
        }
        return fields
    }

    /// Percent-decoded once, `+` being a space.
    private static func decoded(_ text: some Collection<UInt8>) throws(Refusal) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var rest = text[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): result.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst()?.hexDigit, let low = rest.popFirst()?.hexDigit else {
                    throw .badRequest("a malformed percent escape")
                }
                result.append(high << 4 | low)
            default: result.append(byte)
            }
        }
        return result
    }
}

extension UInt8 {
    /// The value of a hexadecimal digit.
    var hexDigit: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
