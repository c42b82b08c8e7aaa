import Plan
import TestSupport
import Testing

@Suite(.unit) struct PortableNameTests {
    private func portable(_ name: BytePath, atMost limit: Int = NumberedName.longest) -> BytePath {
        BytePath(PortableName.make(name.bytes, atMost: limit))
    }

    @Test(arguments: [
        "a", "a.b", "photo (1).JPG", ".hidden", "..hidden", "a..b", " leading", "~$x.docx",
        "100% [x] {y} #&+,;=@!'`^",
        "Grüße", "cafe\u{301}", "caf\u{E9}", "日本語", "👩‍👩‍👧‍👦", "\u{202E}x", "\u{85}", "desktop.ini", "Thumbs.db",
    ])
    func `a name that every system can hold stays, in its spelling`(name: String) {
        #expect(portable(BytePath(name)) == BytePath(name))
    }

    @Test(
        arguments: [
            ("a:b", "a_b"), (#"<>:"\|?*"#, "________"), ("C:", "C_"), ("x.txt:stream", "x.txt_stream"),
            ("line\nbreak\t\u{1F}\u{7F}", "line_break___"), ("\u{FFFE}", "_"),
            ("x\u{1FFFF}\u{10FFFF}y", "x__y"),
            (BytePath([0xEF, 0xB7, 0x90]), "_"),
            ("Icon\r", "Icon_"),
        ] as [(BytePath, BytePath)])
    func `what some system reserves becomes an underscore`(name: BytePath, expected: BytePath) {
        #expect(portable(name) == expected)
    }

    @Test(
        arguments: [
            ("a.", "a_"), ("a. .", "a___"), ("a ", "a_"), ("...", "___"), (" ", "_"), ("a.b .c", "a.b .c"),
            ("con.", "con_"),
        ] as [(BytePath, BytePath)])
    func `dots and spaces at the end become underscores`(name: BytePath, expected: BytePath) {
        #expect(portable(name) == expected)
    }

    @Test(
        arguments: [
            ("con", "con_"), ("CON.txt", "CON_.txt"), ("NUL.tar.gz", "NUL_.tar.gz"), ("Aux", "Aux_"),
            ("prn.a.b", "prn_.a.b"),
            ("com1", "com1_"), ("COM0", "COM0_"), ("Lpt9.log", "Lpt9_.log"), ("COM\u{B9}", "COM\u{B9}_"),
            ("lpt\u{B3}.x", "lpt\u{B3}_.x"), ("CONIN$", "CONIN$_"), ("conout$.x", "conout$_.x"),
            ("clock$", "clock$_"),
            ("nul .txt", "nul_ .txt"), ("con:x", "con_x"),
            // Not devices.
            ("console", "console"), ("com", "com"), ("com10", "com10"), ("com\u{2074}", "com\u{2074}"),
            ("x.con", "x.con"),
            (".con", ".con"), ("con_", "con_"), ("ＣＯＮ", "ＣＯＮ"), ("\u{17F}con", "\u{17F}con"),
        ] as [(BytePath, BytePath)])
    func `a device of Windows gets an underscore in front of its first dot`(
        name: BytePath, expected: BytePath
    ) {
        #expect(portable(name) == expected)
    }

    @Test(
        arguments: [
            ([0x63, 0x61, 0x66, 0xE9], "caf%E9"), ([0xFF, 0xFE], "%FF%FE"), ([0xC0, 0xAF], "%C0%AF"),
            ([0xED, 0xA0, 0x80], "%ED%A0%80"), ([0x78, 0xE2, 0x82], "x%E2%82"),
        ] as [([UInt8], BytePath)])
    func `what is not UTF-8 is written as digits`(name: [UInt8], expected: BytePath) {
        #expect(portable(BytePath(name)) == expected)
    }

    /// A name of `count` of these letters and an ending.
    private static func long(_ letter: String, _ count: Int, _ ending: String = "") -> BytePath {
        BytePath(String(repeating: letter, count: count) + ending)
    }

    @Test(arguments: [
        (BytePath([UInt8](repeating: 0xFF, count: 255)), long("%FF", 85)),
        (BytePath([UInt8](repeating: 0xFF, count: 250) + Array(".jpeg".utf8)), long("%FF", 83, "%.jpeg")),
        (BytePath([0xFF] + long("é", 127).bytes), BytePath("%FF" + String(repeating: "é", count: 126))),
        (
            BytePath([0xFF] + long("😀", 62, ".txt").bytes),
            BytePath("%FF" + String(repeating: "😀", count: 62) + ".txt")
        ),
        // An extension of 33 bytes, with its dot, is none.
        (
            BytePath([0xFF] + long("x", 220, "." + String(repeating: "y", count: 32)).bytes),
            BytePath("%FF" + String(repeating: "x", count: 220) + "." + String(repeating: "y", count: 31))
        ),
        // A cut name ends as any other.
        (
            BytePath([0xFF] + long("x", 251, " yy").bytes),
            BytePath("%FF" + String(repeating: "x", count: 251) + "_")
        ),
        (
            BytePath(Array("con.".utf8) + long("x", 250, ".").bytes),
            BytePath("con_." + String(repeating: "x", count: 250))
        ),
    ])
    func `a name that gets longer than 255 bytes is cut in front of its extension`(
        name: BytePath, expected: BytePath
    ) {
        #expect(portable(name) == expected)
        #expect(portable(name).bytes.count <= 255)
    }

    @Test func `a limit may be lower`() {
        #expect(portable(Self.long("n", 255), atMost: 251) == Self.long("n", 251))
    }

    @Test func `a portable name stays what it is`() {
        for name in HostileNames.all + OddNames.portable + OddNames.rewritten {
            let once = portable(name)
            #expect(portable(once) == once, "\(name)")
        }
    }
}
