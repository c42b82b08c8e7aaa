import TestSupport
import Testing

@testable import Pages

@Suite(.unit) struct VisibleNameTests {
    @Test(
        arguments: [
            ("a b.txt", "a b.txt"), ("<b>&\"", "&lt;b&gt;&amp;&quot;"),
            ("Übersicht 海図 👩‍👩‍👧 ❤️", "Übersicht 海図 👩‍👩‍👧 ❤️"),
            ("invoice \u{202E}fdp.exe", "invoice <span class=x>U+202E</span>fdp.exe"),
            ("a\nb", "a<span class=x>U+000A</span>b"), ("\u{7F}", "<span class=x>U+007F</span>"),
            (
                "\u{2028}\u{2066}\u{FEFF}\u{AD}",
                ["2028", "2066", "FEFF", "00AD"].map { "<span class=x>U+\($0)</span>" }.joined()
            ),
            ("a\u{3164}", "a<span class=x>U+3164</span>"), ("\u{E000}", "<span class=x>U+E000</span>"),
            ("\u{E0041}", "<span class=x>U+E0041</span>"), ("می‌خواهم", "می‌خواهم"),
        ])
    func `nothing in a name is invisible or turns the text around it`(name: String, markup: String) {
        let html: HTML = "\(name: Array(name.utf8))"
        #expect(String(decoding: html.bytes, as: UTF8.self) == markup)
    }

    @Test func `bytes that are no text are shown as such`() {
        let html: HTML = "\(name: [0x63, 0xE9, 0x2E] as [UInt8])"
        #expect(String(decoding: html.bytes, as: UTF8.self) == "c\u{FFFD}.")
        #expect(VisibleName.text([0x63, 0xE9, 0x0A] as [UInt8]) == "c\u{FFFD}[U+000A]")
    }

    @Test(
        arguments: [
            ("a b", true), ("é", true), ("a\u{202E}b", true), ("", true), ("a\nb", false), ("a\rb", false),
            ("\u{7F}", false), ("\u{85}", false), ("\u{FFFE}", false), ("\u{1FFFF}", false),
        ])
    func `a form can send what is text without control characters`(name: String, canBeSent: Bool) {
        #expect(FormName.canBeSent(Array(name.utf8)) == canBeSent)
        #expect(!FormName.canBeSent([0xE9] as [UInt8]))
    }
}
