import TestSupport
import Testing

@testable import Plan

@Suite(.unit) struct PathCursorTests {
    /// A tree of a few hundred entries that a seed decides, deep and wide.
    private static func tree(seed: UInt64) throws -> Plan {
        var generator = SeededGenerator(seed: seed)
        var rows = [PlanRow.directory("top")]
        var open = [0]
        for number in 1...300 {
            while open.count > 1, generator.below(4) == 0 { open.removeLast() }
            let parent = open[open.count - 1]
            if generator.below(3) == 0 {
                open.append(rows.count)
                rows.append(.directory("d\(number)", in: parent))
            } else {
                rows.append(.file("f\(number)", in: parent))
            }
        }
        return try Plan(rows)
    }

    /// The path from the parents' chain alone.
    private func path(of index: Int, in plan: Plan) -> [UInt8] {
        let entry = plan.entries[index]
        let name = plan.name(of: index) + (entry.kind == .directory ? [0x2F] : [])
        return entry.parent.map { path(of: $0, in: plan) + name } ?? name
    }

    @Test(arguments: 1...5)
    func `knows every path, in whatever order it is asked`(seed: UInt64) throws {
        let plan = try Self.tree(seed: seed)
        let paths = plan.entries.indices.map { path(of: $0, in: plan) }
        var cursor = PathCursor(over: plan)
        for index in plan.entries.indices {
            cursor.move(to: index)
            #expect(cursor.path == paths[index])
        }
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<1000 {
            let index = generator.below(plan.entries.count)
            cursor.move(to: index)
            #expect(cursor.path == paths[index])
            let entry = plan.entries[index]
            let directory = entry.kind == .directory ? index : entry.parent
            #expect(Array(cursor.directoryPath) == directory.map { paths[$0] } ?? [])
        }
    }

    @Test func `a single file has its name as path`() throws {
        var cursor = PathCursor(over: try Plan([.file("alone", in: nil)]))
        cursor.move(to: 0)
        #expect(cursor.path == Array("alone".utf8))
        #expect(cursor.directoryPath.isEmpty)
    }

    @Test func `entries at the top level have their names as paths, in any order`() throws {
        let plan = try Plan([
            .directory("a"), .file("b", in: nil), .file("c", in: 0), .directory("d"), .file("e", in: 3),
        ])
        var cursor = PathCursor(over: plan)
        for (index, path) in [(0, "a/"), (1, "b"), (2, "a/c"), (4, "d/e"), (3, "d/"), (2, "a/c"), (1, "b")] {
            cursor.move(to: index)
            #expect(cursor.path == Array(path.utf8))
        }
    }

    @Test func `replaced names count in every path below them`() throws {
        let plan = try Plan([.directory("top"), .directory("a\\b", in: 0), .file("c", in: 1), .file("d")])
        var cursor = PathCursor(over: plan, replacing: [1: Array("a_b".utf8)])
        cursor.move(to: 2)
        #expect(cursor.path == Array("top/a_b/c".utf8))
        cursor.move(to: 3)
        #expect(cursor.path == Array("top/d".utf8))
    }
}
