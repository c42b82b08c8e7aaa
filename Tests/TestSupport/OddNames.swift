/// File names that are legal on Linux and that every reader of archives has to bear.
public enum OddNames {
    /// Names that every format and reader keeps as they are.
    public static let portable: [BytePath] = [
        "a name with spaces", "two  spaces", "'single' \"double\" `back`", "semi;colon&ampersand|pipe",
        "$HOME ${x} $(y)",
        "100% %41 %2e%2e", "#hash", "[brackets] {braces} (parentheses)", "star * and ?", "<angle>", "a:b",
        "tilde~",
        "comma,equals=plus+at@", "...three dots", "trailing dot.", "trailing space ", " leading space",
        "-leading dash", "--option=value", "Grüße aus Köln", "cafe\u{301} (NFD)", "caf\u{e9} (NFC)",
        "日本語のファイル",
        "العربية", "emoji 👩‍👩‍👧‍👦🏳️‍🌈", "\u{202E}right to left", "zero\u{200B}width", "CON", "nul.txt",
        "Ünïcödé/nested ∑",
        BytePath([UInt8](repeating: UInt8(ascii: "x"), count: 255)),
        BytePath(Array(String(repeating: "é", count: 127).utf8)),
    ]

    /// Names that zip gives another form and tar keeps.
    public static let rewritten: [BytePath] = [
        #"back\slash"#, #"..\..\climbing"#, "line\nbreak", "carriage\rreturn", "tab\there", "bell\u{7}",
        "escape\u{1B}[31m",
        "delete\u{7F}", BytePath(Array("latin-1 caf".utf8) + [0xE9]), BytePath([0xFF, 0xFE]),
        BytePath(Array("overlong ".utf8) + [0xC0, 0xAF]), BytePath(Array("half ".utf8) + [0xE2, 0x82]),
    ]
}
