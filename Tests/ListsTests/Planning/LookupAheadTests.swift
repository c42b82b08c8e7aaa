import FileTree
import Plan
import TestSupport
import Testing

@testable import Lists

/// Lists of so many files that a thread of its own looks them up.
@Suite(.unit) struct LookupAheadTests {
    private static let count = 3000
    private let listed: ListedTree

    init() throws {
        listed = try ListedTree()
        for size in 0..<100 {
            try listed.tree.file("root/d\(size % 3)/\(size)", [UInt8](repeating: 0x61, count: size))
        }
    }

    private static func line(_ number: Int) -> String {
        #"{"name": "\#(number)", "path": "d\#(number % 100 % 3)/\#(number % 100)", "mtime": 7}"#
    }

    private static func list(_ changes: [Int: String] = [:]) -> String {
        (1...count).map { changes[$0] ?? line($0) }.joined(separator: "\n")
    }

    @Test func `each entry gets the status of its own file`() throws {
        let plan = try listed.plan(Self.list()).plan
        #expect(plan.entries.map(\.size) == (1...Self.count).map { UInt64($0 % 100) })
    }

    @Test(arguments: [1, 64, 512, 513, 1500, count])
    func `of several mistakes the first is told, however far ahead another is read`(line: Int) throws {
        var changes = [line: #"{"name": "../x", "path": "a.txt"}"#]
        if line < Self.count { changes[line + 1] = "no object" }
        let refusal = try #require(try listed.refusal(Self.list(changes)))
        #expect("\(refusal)".hasPrefix("line \(line), name: "))
        let missing = try #require(
            try listed.refusal(Self.list([line: #"{"name": "x", "path": "none"}"#])) { $0.unreadable = .fail }
        )
        #expect("\(missing)".hasPrefix("line \(line), path: cannot be read"))
        let broken = try #require(try listed.refusal(Self.list([line: "no object"])))
        #expect("\(broken)" == "line \(line): no object")
    }

    @Test func `nobody waits for a plan that is not wanted any more`() throws {
        var asked = 0
        let error = #expect(throws: ListPlanError.self) {
            try ListPlanner.plan(
                .jsonLines, from: PiecewiseList(Self.list()),
                sources: SourceMap(root: try Root(path: listed.tree.at("root").text)), policy: ListPolicy()
            ) {
                asked += 1
                return asked == 2
            }
        }
        #expect(error == .abandoned && asked == 2)
    }
}
