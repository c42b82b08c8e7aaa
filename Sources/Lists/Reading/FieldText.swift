internal import ByteIO
internal import HTTP

/// What the texts of fields stand for. Nil for a text that stands for nothing.
enum FieldText {
    /// The number that eight hexadecimal digits or fewer write.
    static func checksum(_ digits: ArraySlice<UInt8>) -> UInt32? {
        guard 1...8 ~= digits.count else { return nil }
        var number: UInt32 = 0
        for digit in digits {
            guard let digit = Hexadecimal.value(of: digit) else { return nil }
            number = number << 4 | UInt32(digit)
        }
        return number
    }

    /// Permissions of owner, group and others, in octal.
    static func permissions(_ digits: [UInt8]) -> UInt16? {
        guard digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "7") ~= $0 }),
            let number = UInt16(String(decoding: digits, as: UTF8.self), radix: 8), number <= 0o777
        else { return nil }
        return number
    }

    /// An entity tag (RFC 9110 §8.8.3), with its quotes or without.
    static func entityTag(_ text: [UInt8]) -> EntityTag? {
        if text.starts(with: "W/\"".utf8) {
            return opaque(text.dropFirst(2)) == nil ? nil : .weak
        }
        let tag = text.first == UInt8(ascii: "\"") ? opaque(text[...]) : text[...]
        guard let tag, !tag.isEmpty, tag.allSatisfy({ $0.isTagCharacter }) else { return nil }
        return .strong(Array(tag))
    }

    enum EntityTag: Equatable {
        case weak
        case strong([UInt8])
    }

    /// What stands between quotes.
    private static func opaque(_ quoted: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard quoted.count > 1, quoted.last == UInt8(ascii: "\"") else { return nil }
        let opaque = quoted.dropFirst().dropLast()
        return opaque.allSatisfy { $0.isTagCharacter } ? opaque : nil
    }

    /// A date of RFC 3339 or HTTP, in seconds since 1970.
    static func seconds(_ text: [UInt8]) -> Int64? {
        InternetTime.seconds(text)
            ?? HTTPDate.seconds(String(decoding: text, as: UTF8.self), now: HTTPDate.fixedClock)
    }

    /// Whether the text can be the value of a header field (RFC 9110 §5.5).
    static func isHeaderValue(_ text: [UInt8]) -> Bool {
        text.allSatisfy { ($0 >= 0x20 || $0 == UInt8(ascii: "\t")) && $0 != 0x7F }
    }
}

extension UInt8 {
    /// etagc: all but white space, controls and the quote.
    fileprivate var isTagCharacter: Bool { self > 0x20 && self != UInt8(ascii: "\"") && self != 0x7F }
}
