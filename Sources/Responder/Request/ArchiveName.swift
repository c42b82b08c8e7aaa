internal import Archive

/// Names for top folders and downloads.
enum ArchiveName {
    private static let longest = 255

    /// Whether `name` can be one component of a path.
    static func isSafe(_ name: [UInt8]) -> Bool {
        1...longest ~= name.count && name != Array(".".utf8) && name != Array("..".utf8)
            && !name.contains {
                $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\")
            }
    }

    /// A name that a client wishes, made safe: characters that are not become `_`, and the format's ending,
    /// which will be added, is taken off.
    ///
    /// - Throws: A 400 for a name of which nothing is left.
    static func wished(_ name: [UInt8], format: ArchiveFormat) throws(Refusal) -> [UInt8] {
        guard let text = String(validating: name, as: UTF8.self) else {
            throw .badRequest("a name that is not UTF-8")
        }
        let unsafe: Set<Unicode.Scalar> = ["/", "\\", "\u{7F}"]
        var clean = text.unicodeScalars.reduce(into: "") { result, scalar in
            result.unicodeScalars.append(scalar < " " || unsafe.contains(scalar) ? "_" : scalar)
        }
        for suffix in format.suffixes where clean.hasSuffix(suffix) { clean.removeLast(suffix.count) }
        guard isSafe(Array(clean.utf8)) else { throw .badRequest("a name that cannot be one") }
        return Array(clean.utf8)
    }
}
