internal import ByteIO

/// The fields of a request in JSON (RFC 8259): an object of strings and arrays of strings.
///
/// A parser of our own, because Foundation's JSONDecoder traps on a megabyte of `[`, and a trap ends every
/// stream. This one never recurses: nothing nested has a meaning here.
public struct JSONForm<Text: Collection<UInt8>> {
    private var rest: Text.SubSequence

    static func parse(_ body: Text) throws(FormError) -> [(name: String, value: [UInt8])] {
        guard String(validating: body, as: UTF8.self) != nil else {
            throw .notText
        }
        var form = JSONForm(rest: body[...])
        return try form.object()
    }

    private mutating func object() throws(FormError) -> [(name: String, value: [UInt8])] {
        var form = FormFields()
        try expect("{")
        if take("}") == nil {
            repeat {
                let name = String(decoding: try string(), as: UTF8.self)
                try expect(":")
                try values { (value) throws(FormError) in try form.append(name, value) }
            } while take(",") != nil
            try expect("}")
        }
        skipSpace()
        guard rest.isEmpty else { throw .notFields }
        return form.fields
    }

    /// Hands out one string, or those of an array.
    private mutating func values(_ body: ([UInt8]) throws(FormError) -> Void) throws(FormError) {
        guard take("[") != nil else { return try body(try string()) }
        if take("]") != nil { throw .emptyList }
        repeat { try body(try string()) } while take(",") != nil
        try expect("]")
    }

    private mutating func string() throws(FormError) -> [UInt8] {
        try expect("\"")
        var result: [UInt8] = []
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return result
            case UInt8(ascii: "\\"): result += try escape()
            case ..<0x20: throw .notFields
            default: result.append(byte)
            }
        }
        throw .notFields
    }

    /// §7: what stands after a backslash.
    private mutating func escape() throws(FormError) -> [UInt8] {
        switch rest.popFirst() {
        case UInt8(ascii: "\""): [UInt8(ascii: "\"")]
        case UInt8(ascii: "\\"): [UInt8(ascii: "\\")]
        case UInt8(ascii: "/"): [UInt8(ascii: "/")]
        case UInt8(ascii: "b"): [0x08]
        case UInt8(ascii: "f"): [0x0C]
        case UInt8(ascii: "n"): [0x0A]
        case UInt8(ascii: "r"): [0x0D]
        case UInt8(ascii: "t"): [0x09]
        case UInt8(ascii: "u"): try scalar()
        default: throw .notFields
        }
    }

    /// One UTF-16 unit, or two that are a surrogate pair.
    private mutating func scalar() throws(FormError) -> [UInt8] {
        var units = [try unit()]
        if UTF16.isLeadSurrogate(units[0]), rest.starts(with: "\\u".utf8) {
            rest = rest.dropFirst(2)
            units.append(try unit())
        }
        guard let text = String(validating: units, as: UTF16.self) else { throw .notFields }
        return Array(text.utf8)
    }

    private mutating func unit() throws(FormError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = rest.popFirst().flatMap(Hexadecimal.value) else { throw .notFields }
            value = value << 4 | UInt16(digit)
        }
        return value
    }

    private mutating func skipSpace() {
        rest = rest.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    }

    /// The given character after white space, if it comes next.
    private mutating func take(_ character: Unicode.Scalar) -> UInt8? {
        skipSpace()
        return rest.first == UInt8(ascii: character) ? rest.popFirst() : nil
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(FormError) {
        guard take(character) != nil else { throw .notFields }
    }
}

extension JSONForm<[UInt8]> {
    /// - Throws: For anything else than such an object.
    public static func fields(_ body: [UInt8]) throws(FormError) -> [(name: String, value: [UInt8])] {
        try parse(body)
    }
}
