/// A tree with names that Windows, macOS or the file systems of USB sticks cannot hold, or not beside each other.
public enum HardTree {
    /// Paths of files below the top folder. The content of each is its path.
    public static let files: [BytePath] =
        HostileNames.all.filter { !isVersioned($0) }.map { "hostile" / $0 }
        + (OddNames.portable + OddNames.rewritten).map { "odd" / $0 }
        + twins.map { "twins" / $0 } + directories + long.map { "long" / $0 }

    /// Whether unzip takes the end for a version, as VMS has it, and drops that.
    private static func isVersioned(_ name: BytePath) -> Bool { name.bytes.last == UInt8(ascii: ";") }

    private static let twins: [BytePath] = [
        "readme", "README", "ReadMe", "readme (2)", "caf\u{E9}", "cafe\u{301}", "CAF\u{C9}", "straße",
        "STRASSE", "STRAẞE", "k",
        "\u{212A}", "s", "ſ", "i", "I", "ı", "İ", "i\u{307}", "a:b", "a?b", "a_b", "A:B", "x", "x.", "x ",
        "x_", "con", "con_",
        "CON", "Con.txt", "con.TXT", "ü\u{200B}", "ü", "Σ", "σ", "ς",
    ]

    private static let directories: [BytePath] = [
        "folders/aux/prn/nul.txt", "folders/AUX/x", "folders/dir/x", "folders/DIR/x", "folders/Dir/X",
        "folders/dir./x",
        "folders/d:/x", "folders/d?/x", "folders/ /x", "folders/.../x", "folders/\u{1}/\u{2}",
    ]

    private static let long: [BytePath] = [
        BytePath([UInt8](repeating: 0xFF, count: 250) + Array(".jpg".utf8)),
        BytePath([UInt8](repeating: 0xFE, count: 255)),
        BytePath(String(repeating: "n", count: 251) + ".txt"),
        BytePath(String(repeating: "N", count: 251) + ".TXT"),
        BytePath(String(repeating: "😀", count: 63)), BytePath(String(repeating: "ä", count: 127)),
        BytePath(String(repeating: "Ä", count: 127)), BytePath(String(repeating: "한", count: 85)),
        BytePath("con" + String(repeating: ":", count: 252)),
    ]

    /// Makes the tree.
    ///
    /// - Parameter path: Of its top folder in `tree`.
    public static func make(in tree: TemporaryTree, at path: BytePath) throws {
        for file in files { try tree.file(path / file, file.bytes, modified: FileTime(1_700_000_000)) }
    }
}
