import TestSupport
import Testing

@testable import Plan

@Suite(.unit) struct FoldedNameTests {
    @Test(arguments: [
        ("readme.TXT", "README.txt"), ("Ä", "ä"), ("caf\u{E9}", "CAFE\u{301}"), ("\u{212A}", "k"),
        ("\u{212B}", "å"),
        ("ſ", "S"), ("ß", "ẞ"), ("straße", "STRASSE"), ("ı", "I"), ("İ", "i\u{307}"), ("Σας", "ΣΑΣ"),
        ("ǅ", "ǆ"), ("ﬁ", "FI"),
        ("\u{1F84}", "\u{3B1}\u{313}\u{301}\u{345}"),
        ("한글", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}"),
        ("x\u{200B}", "x"), ("\u{FEFF}x", "X"), ("x\u{200D}\u{AD}y", "xy"), ("µ", "Μ"), ("Ⅷ", "ⅷ"),
        ("ⓩ", "Ⓩ"), ("𐐨", "𐐀"),
    ])
    func `names that some system takes for one are equal`(left: String, right: String) {
        #expect(FoldedName.of(Array(left.utf8)) == FoldedName.of(Array(right.utf8)))
    }

    @Test(arguments: [
        ("a", "b"), ("e", "é"), ("o", "ö"), ("a b", "ab"), ("1", "¹"), ("x", "ｘ"), ("日", "曰"), ("a_", "a"),
    ])
    func `other names are not`(left: String, right: String) {
        #expect(FoldedName.of(Array(left.utf8)) != FoldedName.of(Array(right.utf8)))
    }

    /// The table is that of Windows, and on every disk.
    @Test func `what the table of an exFAT disk takes for one is equal`() async throws {
        let tree = try TemporaryTree("exfat")
        try tree.sparseFile("image", size: 8 << 20)
        let made = try await Tool("/usr/sbin/mkfs.exfat").run([tree.at("image").text])
        try #require(made.succeeded, "\(made)")
        let pairs = try Self.upperCases(onDisk: tree.contents("image"))
        #expect(pairs.count > 800)
        let different = pairs.filter { lower, upper in
            FoldedName.of(Array("x\(lower)".utf8)) != FoldedName.of(Array("x\(upper)".utf8))
        }
        #expect(different.map { "\($0) \($1)" } == [])
    }

    /// What becomes of each character that the up-case table of a disk changes (exFAT specification, 3.1 and 7.2).
    private static func upperCases(onDisk disk: [UInt8]) throws -> [(Unicode.Scalar, Unicode.Scalar)] {
        func number(_ offset: Int, _ count: Int) -> Int {
            disk[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        let (sector, cluster) = (1 << disk[108], 1 << (disk[108] + disk[109]))
        func start(ofCluster index: Int) -> Int { number(88, 4) * sector + (index - 2) * cluster }
        let root = start(ofCluster: number(96, 4))
        let entries = stride(from: root, to: root + cluster, by: 32)
        let entry = try #require(entries.first { disk[$0] == 0x82 })
        let table = start(ofCluster: number(entry + 20, 4))
        var pairs: [(Unicode.Scalar, Unicode.Scalar)] = []
        var (place, character) = (table, 0)
        while place < table + number(entry + 24, 8) {
            let word = number(place, 2)
            place += 2
            if word == 0xFFFF, place < table + number(entry + 24, 8) {
                // So many characters stay what they are.
                character += number(place, 2)
                place += 2
                continue
            }
            if word != character, let lower = Unicode.Scalar(UInt32(character)),
                let upper = Unicode.Scalar(UInt32(word))
            {
                pairs.append((lower, upper))
            }
            character += 1
        }
        return pairs
    }
}
