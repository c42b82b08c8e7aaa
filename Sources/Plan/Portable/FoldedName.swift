/// Names as systems compare them that do not tell upper from lower case.
public enum FoldedName {
    /// Text that is equal, as Swift compares strings, for two names that any system takes for one.
    ///
    /// Systems differ in that: FAT, exFAT and NTFS map each character to upper case by a table, macOS folds as Unicode
    /// does, ignores what is not visible, and takes composed for decomposed characters. What one of them takes for
    /// equal is equal here, and a few names more: `ß` and `ss`, `ı` and `i`.
    public static func of(_ name: [UInt8]) -> String {
        guard name.contains(where: { $0 >= 0x80 }) else {
            return String(decoding: name, as: UTF8.self).lowercased()
        }
        let visible = String(decoding: name, as: UTF8.self).unicodeScalars.filter {
            !$0.properties.isDefaultIgnorableCodePoint
        }
        // Some characters have another upper case than their lower case has: `ẞ` only gets to `ss` by way of `ß`.
        return String(visible).lowercased().uppercased().lowercased()
    }
}
