import TestSupport
import Testing

@testable import HTTP

@Suite(.unit) struct DownloadNameTests {
    @Test(arguments: [
        ("a", "a.zip", "a.zip"), ("my files", "my files.zip", "my files.zip"),
        ("caf\u{E9}", "caf\u{E9}.zip", "caf_.zip"), ("v1.2_x-y", "v1.2_x-y.zip", "v1.2_x-y.zip"),
        ("", "archive.zip", "archive.zip"), (".", "archive.zip", "archive.zip"),
        ("..", "archive.zip", "archive.zip"), ("....", "archive.zip", "archive.zip"),
        (" ", "archive.zip", "archive.zip"), (".\u{A0}. ", "archive.zip", "archive.zip"),
        (".hidden", "hidden.zip", "hidden.zip"), (" . .x", "x.zip", "x.zip"),
        ("\u{3000}x", "x.zip", "x.zip"), ("x.", "x..zip", "x..zip"), ("x ", "x .zip", "x .zip"),
        ("a/b\\c", "a_b_c.zip", "a_b_c.zip"), ("../../x", "_.._x.zip", "_.._x.zip"),
        ("..\\x", "_x.zip", "_x.zip"), ("a\nb\tc\u{7F}d\u{0}", "a_b_c_d_.zip", "a_b_c_d_.zip"),
        ("a\u{85}b\u{2028}c\u{2029}d", "a_b_c_d.zip", "a_b_c_d.zip"),
        ("\u{202E}gpj.exe", "_gpj.exe.zip", "_gpj.exe.zip"),
        ("a\u{2066}b\u{2069}\u{200F}\u{61C}", "a_b___.zip", "a_b___.zip"),
        ("\u{FEFF}a\u{200B}b\u{AD}c", "_a_b_c.zip", "_a_b_c.zip"), ("a\u{FFFE}b", "a_b.zip", "a_b.zip"),
        ("a\u{200D}b\u{200C}c", "a\u{200D}b\u{200C}c.zip", "a_b_c.zip"),
        ("a;filename*=UTF-8''evil.exe", "a;filename*=UTF-8''evil.exe.zip", "a_filename__UTF-8__evil.exe.zip"),
        ("quo\"te", "quo\"te.zip", "quo_te.zip"), ("100% %4g%", "100% %4g%.zip", "100_ _4g_.zip"),
        ("%2e%2E%2f%00%%25%2", "_2e_2E_2f_00%_25%2.zip", "_2e_2E_2f_00__25_2.zip"),
        ("a:b*c?d<e>f|g", "a:b*c?d<e>f|g.zip", "a_b_c_d_e_f_g.zip"),
    ])
    func `is one that programs can save, and has a form of letters and digits`(
        stem: String, text: String, plain: String
    ) {
        let name = DownloadName(Array(stem.utf8), ending: ".zip")
        #expect(name.text == text)
        #expect(name.plainText == plain)
    }

    @Test(
        arguments: [
            ([0xFF], "_.tar"), ([0x61, 0xE9, 0x62], "a_b.tar"), ([0xC0, 0xAE, 0xC0, 0xAF], "____.tar"),
            ([0xC3, 0xA9, 0xFF], "\u{E9}_.tar"),
        ] as [([UInt8], String)])
    func `keeps what is UTF-8 of a name that is not`(stem: [UInt8], text: String) {
        #expect(DownloadName(stem, ending: ".tar").text == text)
    }

    @Test(arguments: ["a", "\u{E9}", "\u{65E5}", "\u{1F3F4}", "\"", "e\u{301}"], [".zip", ".tar.gz"])
    func `a long one is cut in front of its ending, which stays`(pattern: String, ending: String) {
        for count in [255 / pattern.utf8.count, 5000] {
            let stem = String(repeating: pattern, count: count)
            let name = DownloadName(Array(stem.utf8), ending: ending)
            #expect(name.text.hasSuffix(ending) && name.plainText.hasSuffix(ending))
            #expect(DownloadName.longest - 3...DownloadName.longest ~= name.text.utf8.count)
            #expect(name.plainText.utf8.count <= DownloadName.longestPlain)
            #expect(stem.unicodeScalars.starts(with: name.text.dropLast(ending.count).unicodeScalars))
        }
    }

    @Test(arguments: 0...255 as ClosedRange<UInt8>)
    func `no byte is dangerous`(byte: UInt8) {
        for stem in [[], [byte], [0x61, byte, 0x62], [byte, byte, byte], [byte, 0x61]] as [[UInt8]] {
            Self.expectHarmless(DownloadName(stem, ending: ".zip"))
        }
    }

    @Test func `no name is dangerous`() {
        for name in HostileNames.all { Self.expectHarmless(DownloadName(name.bytes, ending: ".tar.gz")) }
    }

    private static func expectHarmless(_ name: DownloadName) {
        for text in [name.text, name.plainText] {
            #expect(1...220 ~= text.utf8.count)
            #expect(text.first != "." && text.first?.isWhitespace == false, "\(text)")
            let isHarmless = text.unicodeScalars.allSatisfy {
                $0 >= " " && !(0x7F...0x9F).contains($0.value) && !(0x202A...0x202E).contains($0.value)
                    && !(0x2066...0x2069).contains($0.value) && $0 != "/" && $0 != "\\"
            }
            #expect(isHarmless, "\(text)")
        }
        #expect(name.plainText.wholeMatch(of: /[A-Za-z0-9 ._-]+/) != nil, "\(name.plainText)")
    }
}
