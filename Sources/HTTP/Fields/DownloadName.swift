internal import ByteIO

/// The name under which a download is saved, such that every program can save it.
///
/// It has no separator, no control character and nothing that is not seen but changes how the rest is read, and does not
/// begin with a dot or white space. Programs that find any of these make up a name of their own, or save nothing.
public struct DownloadName: Equatable, Sendable {
    /// In bytes. File systems take 255, and while a download is under way, programs put up to 14 behind its name (`.part`
    /// and random letters, `.crdownload`, `.aria2`), and a number in front of the ending if the name is taken.
    static let longest = 220
    /// The longest name for old clients, in bytes. Percent-encoded, the other one has up to 660 bytes, and both must fit
    /// the front servers' buffers.
    static let longestPlain = 100
    /// For a name of which nothing is left.
    private static let substitute = "archive"

    /// As most clients get it.
    public let text: String
    /// For clients that know no other characters than ASCII: letters, digits, space, `.`, `_` and `-`.
    public let plainText: String

    /// - Parameters:
    ///   - stem: What it is called. What is not fit for a name becomes `_`; dots and white space at the beginning are
    ///     left out; what is too long is cut at its end.
    ///   - ending: What tells the type; stays whole. Letters, digits and dots.
    public init(_ stem: [UInt8], ending: String) {
        var name = String.UnicodeScalarView()
        name += String(decoding: stem, as: UTF8.self).unicodeScalars.lazy
            .map { Self.isFit($0) ? $0 : "_" }
            .drop { $0 == "." || $0.properties.isWhitespace }
        var stem = name.isEmpty ? Self.substitute : Self.withoutEscapes(String(name))
        var plainStem = String(
            String.UnicodeScalarView(stem.unicodeScalars.map { Self.isPlain($0) ? $0 : "_" }))
        Self.cut(&stem, to: Self.longest - ending.utf8.count)
        Self.cut(&plainStem, to: Self.longestPlain - ending.utf8.count)
        text = stem + ending
        plainText = plainStem + ending
    }

    private static func cut(_ text: inout String, to count: Int) {
        while text.utf8.count > count { text.unicodeScalars.removeLast() }
    }

    /// wget decodes `%2E` once more than it should.
    private static func withoutEscapes(_ text: String) -> String {
        var bytes = Array(text.utf8)
        for index in bytes.indices.dropLast(2) where bytes[index] == UInt8(ascii: "%") {
            let isEscape = bytes[index + 1...index + 2].allSatisfy { Hexadecimal.value(of: $0) != nil }
            if isEscape { bytes[index] = UInt8(ascii: "_") }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isFit(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "/" || scalar == "\\" || scalar == "\u{FFFD}" { return false }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: return false
        // Such as U+202E, behind which `gpj.exe` reads as `exe.jpg`. The two joiners belong to words and emoji.
        case .format: return scalar == "\u{200C}" || scalar == "\u{200D}"
        default: return !scalar.properties.isNoncharacterCodePoint
        }
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && UInt8(ascii: scalar).isAlphanumeric || " ._-".unicodeScalars.contains(scalar)
    }
}
