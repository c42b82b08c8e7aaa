/// File names that have broken programs: several hundred, no two of which any policy makes equal.
public enum HostileNames {
    public static let all: [BytePath] = words + punctuation + controls + unicode + malformed

    /// Words with a meaning somewhere.
    private static let words: [BytePath] =
        [
            "con", "PRN", "Aux.txt", "NUL", "COM1", "lpt9.tar.gz", "CLOCK$", "desktop.ini", "Thumbs.db",
            "undefined",
            "null", "None", "true", "NaN", "-Infinity", "0", "-1", "1e309", "0x7fffffff",
            "999999999999999999999999",
            "1;DROP TABLE files", "' OR '1'='1", "\" or \"\"=\"", "admin'--", "%s%s%s%n", "%d %x %p",
            "{0} {name!r}",
            "<script>alert(1)<", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "&lt;b&gt;", "&#0;",
            "]]>",
            "<!--#exec cmd='ls'-->", "<?xml version='1.0'?>", "${jndi:ldap:x}", "{{7*7}}", "<%= 7*7 %>",
            "#{7*7}",
            "$(touch x)", "`id`", "; ls", "| cat", "&& true", "> out", "< in", "a & b", "!!", "!$", "~root",
            "~+",
            "*", "?", "[a-z]", "{a,b}", "*.c", "-rf", "--", "--help", "-", "-xvf", "@file", "@LongLink", "+x",
            "..%2f..%2fetc", "%2e%2e", "..;", "....", "...", ". .", ".. ", " ..", "..\u{FF0F}x", "%00",
            "%0d%0a", "%u002e",
            "file:x", "C:", "C:autoexec.bat", "c$", "a:b:c", ":", "::$DATA", "x.", "x..", "x ", " x",
            " ", "  ", "\u{A0}", "\u{3000}", "x.tar.gz.zip", ".hidden", "..hidden", "__MACOSX", "._x",
            ".DS_Store",
            "PaxHeaders", "ustar", "PK\u{3}\u{4}", "Central Directory", "MISSING.txt x",
            "INCOMPLETE-ARCHIVE x", "Content-Disposition: x", "filename*=UTF-8''x", "a=b; c=\"d\"",
        ]

    /// Every printable ASCII character that is no letter, digit or slash, in three places.
    private static let punctuation: [BytePath] = (0x20...0x7E as ClosedRange<UInt8>).flatMap {
        byte -> [BytePath] in
        let scalar = Character(Unicode.Scalar(byte))
        if scalar.isLetter || scalar.isNumber || scalar == "/" { return [] }
        let label = Array(String(byte, radix: 16).utf8)
        return [[byte] + label, label + [byte] + label, label + [byte]].map { BytePath($0) }
    }

    /// Every control character, in three places.
    private static let controls: [BytePath] = (Array(0x01...0x1F) + [0x7F] as [UInt8]).flatMap {
        byte -> [BytePath] in
        let label = Array("c\(byte)".utf8)
        return [[byte] + label, label + [byte] + label, label + [byte]].map { BytePath($0) }
    }

    private static let unicode: [BytePath] =
        [
            "\u{202E}txt.exe", "\u{2066}x\u{2069}", "\u{200B}", "\u{FEFF}bom", "x\u{FEFF}", "\u{AD}soft",
            "a\u{34F}b",
            "\u{2028}line", "\u{2029}paragraph", "\u{85}next", "\u{E000}private", "\u{FFFD}", "\u{FFFE}",
            "\u{1FFFF}",
            "\u{10FFFF}", "I\u{307}", "ı", "ß", "ẞ", "A\u{30A}", "ﬁ", "fi", "\u{2126}", "한글",
            "\u{1112}\u{1161}\u{11AB}", "ศิลปะ", "हिन्दी", "עברית", "العربية", "ܣܘܪܝܝܐ", "日本語", "中文文件", "ｆｕｌｌ",
            "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
            "👨‍👩‍👧", "🇩🇪", "Z\u{351}\u{36B}\u{343}\u{36A}a\u{335}\u{322}l\u{360}go", "𝕌𝕟𝕚", "\u{1D173}",
            "\u{E0001}tag",
            "ﷺ", "￥", "¥", "₩", "‰", "∕", "⁄", "＼", "．．", "‥", "…", "\u{180E}", "\u{2000}", "\u{202F}",
        ] + (0x80...0x9F).compactMap { Unicode.Scalar($0 as UInt32).map { BytePath("c1 \($0)") } }
        + (0...120).compactMap { Unicode.Scalar(0xC0 + UInt32($0) * 97).map { BytePath("s \($0)") } }

    /// Bytes that are no UTF-8; the first one of each is a name no other has.
    private static let malformed: [BytePath] =
        (0x80...0xFF as ClosedRange<UInt8>).map { byte in
            BytePath(Array("m\(byte) ".utf8) + [byte])
        }
        + [
            [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
            [0xF0, 0x82, 0x82, 0xAC],
            [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xF0, 0x9F, 0x92], [0xC3, 0x28], [0xA0, 0xA1],
            [0xFE, 0xFE, 0xFF],
        ].enumerated().map { BytePath(Array("n\($0.offset) ".utf8) + $0.element) }
}
