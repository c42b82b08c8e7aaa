/// The name of the folder that everything in an archive lies in.
///
/// It has 1 to 255 bytes, no slash and no NUL, and does not begin with a dot: what is unpacked is never `.` or `..`, and
/// nobody has to look for it among hidden files. There is no such value without a good name.
public struct FolderName: Hashable, Sendable {
    /// For a name of which nothing is left.
    private static let substitute = Array("archive".utf8)

    public let bytes: [UInt8]

    /// - Parameter name: Dots at its beginning are left out, slashes and NULs become `_`. What is beyond 255 bytes is cut,
    ///   at a character's beginning if it is UTF-8. A name of dots alone becomes `archive`.
    public init(_ name: [UInt8]) {
        let visible = name.drop { $0 == UInt8(ascii: ".") }
        var bytes = visible.map { $0 == UInt8(ascii: "/") || $0 == 0 ? UInt8(ascii: "_") : $0 }
        if bytes.count > NumberedName.longest {
            // A character of UTF-8 has at most four bytes, of which three are no beginning.
            let end = (NumberedName.longest - 3...NumberedName.longest).last { bytes[$0] & 0xC0 != 0x80 }
            bytes.removeSubrange((end ?? NumberedName.longest)...)
        }
        self.bytes = bytes.isEmpty ? Self.substitute : bytes
    }

    /// - Parameter name: As for the other initializer.
    public init(_ name: String) { self.init(Array(name.utf8)) }

    /// Whether `name` is such a name as it is.
    public static func isGood(_ name: String) -> Bool { FolderName(name).bytes == Array(name.utf8) }
}
