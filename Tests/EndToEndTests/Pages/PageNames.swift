import TestSupport

/// Names that pages, forms, URLs and markup have got wrong.
enum PageNames {
    static let all: [BytePath] = markup + urls + words + spaces + unicode + controls + malformed + long

    private static let markup: [BytePath] = [
        "<script>alert(1)<script>", "\"><img src=x onerror=alert(1)>", "'quoted'", "\"double\"", "`back`",
        "a&b",
        "&lt;b&gt;", "&#0;&amp;", "--!>", "]]>", "{{7*7}}", "<!DOCTYPE x>",
    ]

    private static let urls: [BytePath] = [
        "a+b", "a%20b", "%2e%2e", "%2e", "%", "%zz", "%0a", "?", "?format=zip", "a?b=c", "#", "a#b", "; ls",
        "a;b=c",
        "a=b&c=d", "~root", "*", "[x]", "{a}", "|", "^", "\\", "a\\..\\x", "C:", "a:b", "javascript:alert(1)",
        "http:x",
        "data:,x", "mailto:x", ",", "@file", "$HOME", "!!", "(1)", "a,b",
    ]

    /// Some are names of this page's fields and elements.
    private static let words: [BytePath] = [
        "-", "--", "-rf", "--help", "undefined", "null", "select", "select-escaped", "format", "only", "list",
        "get",
        "q", "n0", "t0", "index.html", "x.zip", "x.tar.gz", "a.json", "x.", "x..", "NUL", "con",
    ]

    private static let spaces: [BytePath] = [
        "a b", " leading", "trailing ", "  two  spaces  ", " ", "   ", "\u{A0}", "\u{3000}x", "\u{2003}",
    ]

    private static let unicode: [BytePath] = [
        "\u{202E}exe.txt", "\u{2066}x\u{2069}", "\u{200B}", "\u{FEFF}bom", "x\u{2028}y", "e\u{301}",
        "\u{E9}",
        "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇩🇪", "Z\u{351}\u{36B}al\u{360}go", "日本語", "العربية", "שלום", "\u{FFFD}", "\u{FFFE}",
        "\u{1FFFF}",
        "\u{E000}",
    ]

    private static let controls: [BytePath] = [
        "line\nfeed", "\nfirst", "last\n", "c\rr", "crlf\r\nx", "tab\tx", "bell\u{7}", "esc\u{1B}[31m",
        "\u{1}",
        "del\u{7F}", "\u{85}x",
    ]

    private static let malformed: [BytePath] = [
        Array("caf".utf8) + [0xE9], [0xFF, 0xFE], [0xC0, 0xAF], Array("half".utf8) + [0xE2, 0x82],
        [0xED, 0xA0, 0x80], [0x80], [0xE9, 0x0A, 0xE9], Array("a".utf8) + [0xFF] + Array("b&c=d%41".utf8),
    ].map { (bytes: [UInt8]) in BytePath(bytes) }

    private static let long: [BytePath] = [
        BytePath([UInt8](repeating: UInt8(ascii: "x"), count: 255)),
        BytePath(Array(String(repeating: "é", count: 127).utf8)),
    ]

    /// A folder with a file of each name, which holds the name, and one with a folder of each name, which holds that file.
    static func make(in tree: TemporaryTree) throws {
        for name in all {
            try tree.file("files" / name, name.bytes)
            try tree.file("folders" / name / "name", name.bytes)
        }
    }
}
