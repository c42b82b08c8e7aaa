import Plan
import TestSupport
import Testing

@testable import Archive

@Suite(.unit) struct ZipNamesTests {
    @Test(
        arguments: [
            (["a", "b"], [:]),
            (["a\\b"], [1: "a_b"]),
            (["a\\b", "a_b"], [1: "a_b (2)"]),
            (["a\u{1}b.c", "a\\b.c", "a_b.c"], [1: "a_b (2).c", 2: "a_b (3).c"]),
            (["a\u{1}b", "a\u{2}b"], [1: "a_b", 2: "a_b (2)"]),
            (["a\u{1}b", "a_b", "a_b (2)"], [1: "a_b (3)"]),
            (["a\u{1}b", "a\u{2}b", "a_b (2)"], [1: "a_b", 2: "a_b (3)"]),
            (["x\u{1} (2)", "x\u{2}", "x_"], [1: "x_ (2)", 2: "x_ (3)"]),
            (["C:"], [:]),
        ] as [([String], [Int: String])])
    func `no two siblings get one name`(names: [String], expected: [Int: String]) throws {
        let plan = try Plan([.directory("top")] + names.map { .file($0) })
        #expect(ZipNames.replacements(for: plan) == expected.mapValues { Array($0.utf8) })
    }

    @Test func `no name that is made up is longer than names may be`() throws {
        let long = String(repeating: "n", count: 250)
        let rows = [PlanRow.directory("top"), .file("\u{1}\(long).txt"), .file("\u{2}\(long).txt")]
        let bytes = (0..<3).map { PlanRow(name: [UInt8](repeating: 0xE9, count: 86 + $0), parent: 0) }
        let names = ZipNames.replacements(for: try Plan(rows + bytes)).sorted { $0.key < $1.key }.map(\.value)
        #expect(names.count == 5 && Set(names).count == 5)
        #expect(names.allSatisfy { $0.count <= 255 })
        #expect(names[1] == Array("_\(long.prefix(246)) (2).txt".utf8))
        #expect(names[3] == Array((String(repeating: "%E9", count: 83) + " (2)").utf8))
    }

    @Test func `names in other folders are no matter`() throws {
        let plan = try Plan([
            .directory("top"), .file("a_b"), .directory("sub", in: 0), .file("a\\b", in: 2),
            .directory("s\\b", in: 0), .file("x", in: 4), .file("s_b"),
        ])
        #expect(ZipNames.replacements(for: plan) == [3: Array("a_b".utf8), 4: Array("s_b (2)".utf8)])
    }

    @Test func `nothing at the top level names a drive`() throws {
        let plan = try Plan([.directory("C:"), .file("D:"), .file("D:", in: nil), .file("D_", in: nil)])
        let expected = [0: Array("C_".utf8), 2: Array("D_ (2)".utf8)]
        #expect(ZipNames.replacements(for: plan) == expected)
    }
}
