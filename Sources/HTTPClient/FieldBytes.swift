/// The characters of values of header fields (RFC 9110 §5.5).
extension UInt8 {
    /// Line ends and NUL would end the field for some reader; what else is no text is the reader's matter.
    var isFieldCharacter: Bool { self != 0x0D && self != 0x0A && self != 0 }

    var isBlank: Bool { self == 0x20 || self == 0x09 }
}

extension ArraySlice<UInt8> {
    /// Without spaces and tabulators around it.
    var trimmingBlanks: ArraySlice<UInt8> {
        let rest = drop(while: \.isBlank)
        guard let last = rest.lastIndex(where: { !$0.isBlank }) else { return [] }
        return rest[...last]
    }
}
