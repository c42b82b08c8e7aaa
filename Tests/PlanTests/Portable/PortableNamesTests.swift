import TestSupport
import Testing

@testable import Plan

@Suite(.unit) struct PortableNamesTests {
    /// The names in the archive of these siblings.
    private func portable(_ names: [String]) throws -> [String] {
        let plan = try Plan([.directory("top")] + names.map { .file($0) })
        let replacements = PortableNames.replacements(for: plan)
        return plan.entries.indices.dropFirst().map {
            String(decoding: replacements[$0] ?? plan.name(of: $0), as: UTF8.self)
        }
    }

    @Test(
        arguments: [
            (["a", "b"], ["a", "b"]),
            (["A.txt", "a.txt"], ["A.txt", "a (2).txt"]),
            (["README", "ReadMe", "readme"], ["README", "ReadMe (2)", "readme (3)"]),
            (["caf\u{E9}", "cafe\u{301}"], ["caf\u{E9}", "cafe\u{301} (2)"]),
            (["a:b", "a?b", "a|b"], ["a_b", "a_b (2)", "a_b (3)"]),
            // What is portable keeps its name, wherever it stands.
            (["a:b", "a_b"], ["a_b (2)", "a_b"]),
            (["A", "a", "a (2)"], ["A", "a (3)", "a (2)"]),
            (["con", "con_", "CON"], ["con_ (2)", "con_", "CON_ (3)"]),
            (["x.", "x", "x_"], ["x_ (2)", "x", "x_"]),
            (["ſ", "s", "S"], ["ſ", "s (2)", "S (3)"]),
        ] as [([String], [String])])
    func `siblings that some system takes for one get numbers`(names: [String], expected: [String]) throws {
        #expect(try portable(names) == expected)
    }

    @Test func `equal names in other directories are no twins`() throws {
        let plan = try Plan([
            .directory("t"), .directory("d", in: 0), .directory("D", in: 0), .file("x", in: 1),
            .file("X", in: 2),
            .file("X", in: 1), .file("T", in: nil),
        ])
        let names = PortableNames.replacements(for: plan).mapValues { String(decoding: $0, as: UTF8.self) }
        #expect(names == [2: "D (2)", 5: "X (2)", 6: "T (2)"])
    }

    @Test func `long names get numbers within 255 bytes`() throws {
        let names = try portable([
            String(repeating: "é", count: 127), String(repeating: "É", count: 127),
            String(repeating: "x", count: 251) + ".txt", String(repeating: "X", count: 251) + ".txt",
        ])
        #expect(names[1] == String(repeating: "É", count: 125) + " (2)")
        #expect(names[3] == String(repeating: "X", count: 247) + " (2).txt")
    }

    @Test func `every name that comes out is portable and has no twin`() throws {
        let hard = HostileNames.all + OddNames.portable + OddNames.rewritten
        let plan = try Plan(
            [.directory("top")] + hard.flatMap { $0.components }.map { PlanRow(name: $0, parent: 0) })
        let replacements = PortableNames.replacements(for: plan)
        let names = plan.entries.indices.dropFirst().map { replacements[$0] ?? plan.name(of: $0) }
        #expect(names.filter { PortableName.make($0) != $0 || $0.count > 255 } == [])
        #expect(Set(names.map(FoldedName.of)).count == names.count)
        #expect(replacements.values.allSatisfy { !$0.isEmpty })
    }

    @Test(arguments: [10, 251])
    func `thousands of twins are told apart without trying thousands of names for each`(count: Int) {
        var names = PortableSiblings()
        var all: Set<[UInt8]> = []
        // The longer ones become equal where they are cut for their numbers.
        for number in 0..<2000 {
            let name = Array(String(repeating: "n", count: count).utf8) + Array(String(number + 1000).utf8)
            all.insert(names.takeUnique(name))
            all.insert(names.takeUnique(name))
            all.insert(names.takeUnique(name))
        }
        #expect(all.count == 6000)
        #expect(names.attempts <= 8100)
    }
}
