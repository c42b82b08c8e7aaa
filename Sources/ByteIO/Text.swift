/// Names and paths are bytes until proven text. These are the ways out of that.
extension Sequence<UInt8> {
    /// The bytes as text for people and logs: what is not UTF-8 becomes `%XX`, so that nothing is lost.
    public var printable: String {
        let bytes = Array(self)
        return String(validating: bytes, as: UTF8.self)
            ?? String(decoding: bytes.percentEncodedNonText, as: UTF8.self)
    }

    /// The same on one line, which does nothing to a terminal: control characters are escaped.
    public var printableLine: String {
        printable.unicodeScalars.reduce(into: "") { text, scalar in
            text +=
                scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
        }
    }
}

extension [UInt8] {
    /// The bytes with each one that belongs to no valid UTF-8 sequence written as `%XX`.
    public var percentEncodedNonText: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count + 8)
        var rest = self[...]
        while let lead = rest.first {
            let length = Self.sequenceLength(lead)
            let candidate = rest.prefix(length)
            if candidate.count == length, String(validating: candidate, as: UTF8.self) != nil {
                result += candidate
                rest = rest.dropFirst(length)
            } else {
                result.append(percentEncoding: lead)
                rest = rest.dropFirst()
            }
        }
        return result
    }

    /// Appends `byte` as `%XX` (RFC 3986 §2.1).
    public mutating func append(percentEncoding byte: UInt8) {
        self += [UInt8(ascii: "%")] + Hexadecimal.digits(UInt64(byte), count: 2, uppercase: true)
    }

    private static func sequenceLength(_ lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }
}
