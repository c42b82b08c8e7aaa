import TestSupport
import Testing

@testable import Archive

@Suite(.unit) struct ZipNameTests {
    @Test(
        arguments: [
            ("plain.txt", nil), ("caf\u{E9}", nil), ("a:b", nil), ("trailing.", nil), ("CON", nil),
            ("...", nil),
            (#"back\slash"#, "back_slash"), (#"..\..\x"#, ".._.._x"), ("line\nbreak", "line_break"),
            ("\u{1}\u{1F}\u{7F}", "___"), (#"\"#, "_"),
        ] as [(String, String?)])
    func `keeps what readers can take`(name: String, expected: String?) {
        let cleaned = ZipName.cleaned(Array(name.utf8), isFirst: false)
        #expect(cleaned == expected.map { Array($0.utf8) })
    }

    @Test(
        arguments: [
            ("C:", "C_"), ("c:x", "c_x"), ("Z:\\x", "Z__x"), (":", nil), ("1:", nil), ("CC:", nil),
            ("C", nil),
        ] as [(String, String?)])
    func `the first component names no drive`(name: String, expected: String?) {
        let cleaned = ZipName.cleaned(Array(name.utf8), isFirst: true)
        #expect(cleaned == expected.map { Array($0.utf8) })
    }

    @Test func `bytes that are not UTF-8 become percent escapes`() {
        #expect(ZipName.cleaned([0x63, 0xE9, 0x0A], isFirst: false) == Array("c%E9_".utf8))
        #expect(ZipName.cleaned([0xC0, 0xAF], isFirst: false) == Array("%C0%AF".utf8))
    }

    @Test func `a name that escapes make too long is cut between two of them, before its extension`() {
        let escaped = ZipName.cleaned([UInt8](repeating: 0xE9, count: 86), isFirst: false)
        #expect(escaped == Array(String(repeating: "%E9", count: 85).utf8))
        let dotted = ZipName.cleaned(
            [UInt8](repeating: 0xE9, count: 120) + Array(".jpeg".utf8), isFirst: false)
        #expect(dotted == Array((String(repeating: "%E9", count: 83) + ".jpeg").utf8))
    }

    @Test func `a clean name is text without control characters or slashes, and stays clean`() {
        for name in HostileNames.all {
            let clean = ZipName.cleaned(name.bytes, isFirst: true) ?? name.bytes
            #expect(String(validating: clean, as: UTF8.self) != nil, "\(name)")
            #expect(!clean.contains { $0 < 0x20 || $0 == 0x7F || $0 == 0x5C || $0 == 0x2F }, "\(name)")
            #expect(ZipName.cleaned(clean, isFirst: true) == nil, "\(name)")
            #expect(clean.count <= 255, "\(name)")
        }
    }
}
