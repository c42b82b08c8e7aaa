import TestSupport
import Testing

@testable import ByteIO

@Suite(.unit) struct TextTests {
    @Test(arguments: [
        ("", ""),
        ("plain.txt", "plain.txt"),
        ("caf\u{E9}", "caf\u{E9}"),
        ("\u{10FFFF}\u{1F3F4}", "\u{10FFFF}\u{1F3F4}"),
        ("100%", "100%"),
    ])
    func `text stays as it is`(text: String, expected: String) {
        #expect(Array(text.utf8).printable == expected)
        #expect(Array(text.utf8).percentEncodedNonText == Array(expected.utf8))
    }

    @Test func `a line has no control characters`() {
        #expect(Array("a\n\u{1B}[2J\u{85}é".utf8).printableLine == #"a\n\u{1B}[2J\u{0085}é"#)
        #expect([UInt8]([0x61, 0xFF]).printableLine == "a%FF")
    }

    @Test(
        arguments: [
            ([0xFF], "%FF"),
            ([0x63, 0xE9], "c%E9"),
            ([0xC3, 0xA9, 0xE9], "\u{E9}%E9"),
            ([0xC0, 0xAF], "%C0%AF"),
            ([0xED, 0xA0, 0x80], "%ED%A0%80"),
            ([0xF4, 0x90, 0x80, 0x80], "%F4%90%80%80"),
            ([0xE2, 0x82], "%E2%82"),
            ([0xE2, 0x82, 0x41], "%E2%82A"),
            ([0x80, 0x25, 0x0A], "%80%\n"),
        ] as [([UInt8], String)])
    func `what is not UTF-8 becomes percent escapes`(bytes: [UInt8], expected: String) {
        #expect(bytes.printable == expected)
    }

    @Test func `any bytes become valid text, and text is kept`() {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            let count = generator.below(12)
            let bytes = generator.bytes(count)
            let encoded = bytes.percentEncodedNonText
            #expect(String(validating: encoded, as: UTF8.self) != nil)
            #expect(encoded.percentEncodedNonText == encoded)
        }
    }

    @Test(arguments: [(0, "%00"), (0x0A, "%0A"), (0xAB, "%AB"), (0xFF, "%FF")] as [(UInt8, String)])
    func `an escape has two capital digits`(byte: UInt8, expected: String) {
        var bytes: [UInt8] = []
        bytes.append(percentEncoding: byte)
        #expect(bytes == Array(expected.utf8))
    }
}
