/// Names that a form can send as they are.
enum FormName {
    /// Browsers put U+FFFD in the place of bytes that are no UTF-8, and CR LF in the place of a line feed; characters that HTML
    /// forbids are not to stand in a page (HTML §13.2.3.5, §4.10.21.5).
    static func canBeSent(_ name: some BidirectionalCollection<UInt8>) -> Bool {
        if VisibleName.isPlain(name) { return true }
        guard let text = String(validating: name, as: UTF8.self) else { return false }
        return text.unicodeScalars.allSatisfy { scalar in
            scalar.properties.generalCategory != .control && !scalar.properties.isNoncharacterCodePoint
        }
    }
}
