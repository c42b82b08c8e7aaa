internal import ByteIO
internal import HTTP

/// Names of files as people see them: nothing in them is invisible, or turns the direction of what stands around it.
///
/// Bytes that are no UTF-8 are shown as U+FFFD, and characters that have no picture of their own by their number, as are
/// spaces at either end.
enum VisibleName {
    /// Hands out the name in pieces: text, and the numbers of characters.
    static func pieces(
        of name: some Collection<UInt8>, text: (String.UnicodeScalarView.Element) -> Void,
        number: (String) -> Void
    ) {
        let scalars = String(decoding: name, as: UTF8.self).unicodeScalars
        let first = scalars.firstIndex { !$0.properties.isWhitespace } ?? scalars.endIndex
        let last = scalars.lastIndex { !$0.properties.isWhitespace } ?? scalars.startIndex
        for (place, scalar) in zip(scalars.indices, scalars) {
            if place < first || place > last || isHidden(scalar) {
                let digits = String(scalar.value, radix: 16, uppercase: true)
                number("U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits)
            } else {
                text(scalar)
            }
        }
    }

    /// As text alone, for where no markup can be.
    static func text(_ name: some Collection<UInt8>) -> String {
        var result = String.UnicodeScalarView()
        pieces(of: name) {
            result.append($0)
        } number: {
            result.append(contentsOf: "[\($0)]".unicodeScalars)
        }
        return String(result)
    }

    /// Whether every byte is a printable character of ASCII, and no space is at either end.
    static func isPlain(_ name: some BidirectionalCollection<UInt8>) -> Bool {
        let space = UInt8(ascii: " ")
        return name.first != space && name.last != space && name.allSatisfy { 0x20..<0x7F ~= $0 }
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: return true
        // The two joiners belong to words and emoji.
        case .format: return scalar != "\u{200C}" && scalar != "\u{200D}"
        // Fillers that look like nothing; variation selectors belong to emoji.
        default:
            return scalar.properties.isDefaultIgnorableCodePoint && !scalar.properties.isVariationSelector
        }
    }
}

extension HTML.StringInterpolation {
    /// A file's name; marks of its hidden characters are elements.
    mutating func appendInterpolation(name: some BidirectionalCollection<UInt8>) {
        if VisibleName.isPlain(name) { return appendInterpolation(utf8: name) }
        VisibleName.pieces(of: name) { scalar in
            appendInterpolation(utf8: UTF8.encode(scalar).map { Array($0) } ?? [])
        } number: { number in
            appendLiteral("<span class=x>\(number)</span>")
        }
    }

    /// A segment of a URL's path, or a part of its query.
    mutating func appendInterpolation(url bytes: some Sequence<UInt8>) {
        appendInterpolation(utf8: bytes.percentEncoded { $0.isUnreserved })
    }
}
