import FileTree
import Plan
import TestSupport
import Testing

/// How much of a tree may leave it at once.
@Suite(.unit) struct TreeLimitTests {
    @Test(arguments: [(nil, true), (10, true), (9, false), (0, false)] as [(UInt64?, Bool)])
    func `bytes of content`(limit: UInt64?, fits: Bool) throws {
        let tree = try TemporaryTree()
        try tree.file("a", "12345")
        try tree.file("b/c", "67890")
        expect(fits, or: .bytes(10)) { try tree.plan { $0.maxBytes = limit } }
    }

    @Test(arguments: [(4, true), (5, true), (3, false), (1, false)])
    func `entries below the top folder`(limit: Int, fits: Bool) throws {
        let tree = try TemporaryTree()
        for name in ["a", "b/c", "d"] as [BytePath] { try tree.file(name, "") }
        expect(fits, or: .entries) { try tree.plan { $0.maxEntries = limit } }
    }

    @Test(arguments: [(2, true), (3, true), (1, false), (0, false)])
    func `levels below the top folder`(limit: Int, fits: Bool) throws {
        let tree = try TemporaryTree()
        try tree.file("a/b/c", "")
        try tree.file("d", "")
        expect(fits, or: .depth) { try tree.plan { $0.maxDepth = limit } }
    }

    @Test func `what is left out does not count`() throws {
        let tree = try TemporaryTree()
        for number in 0..<50 { try tree.file(".hidden\(number)", "12345") }
        for number in 0..<50 { try FileSystem.makeFIFO(tree.at("fifo\(number)")) }
        try tree.file("a", "1")
        let planned = try tree.plan {
            $0.maxEntries = 1
            $0.maxBytes = 1
        }
        #expect(planned.plan.paths == ["top/", "top/a", "top/MISSING.txt"])
        #expect(planned.missingCount == 50)
    }

    @Test func `a tree of 300 levels is no problem if it is allowed`() throws {
        let tree = try TemporaryTree()
        let path = BytePath(Array(repeating: "d", count: 300).joined(separator: "/"))
        try tree.file(path / "f", "abc")
        #expect(throws: PlanError.exceeds(.depth)) { try tree.plan().plan.paths }
        let plan = try tree.plan { $0.maxDepth = 400 }.plan
        #expect(plan.entries.count == 302)
        #expect(plan.paths.last == "top/\(path.text)/f")
    }

    @Test func `what lies deeper than any path is reported and not followed`() throws {
        let tree = try TemporaryTree()
        let name = BytePath(String(repeating: "n", count: 200))
        // Renames put one tree of 3,000 bytes below another: no path leads to its end.
        for top in ["a", "b"] as [BytePath] {
            try tree.directory((1...14).reduce(top) { path, _ in path / name })
        }
        let end = (1...14).reduce("a" as BytePath) { path, _ in path / name }
        try tree.file("b/z", "")
        try FileSystem.rename(tree.at("b"), to: tree.at(end / "b"))
        // Else the tree could not be removed by path.
        defer { try? FileSystem.rename(tree.at(end / "b"), to: tree.at("b")) }
        let planned = try tree.plan { $0.maxDepth = 100 }
        #expect(planned.missing.count == 1)
        #expect(planned.plan.paths.last == "top/MISSING.txt")
        #expect(planned.plan.paths.allSatisfy { $0.utf8.count <= 4200 })
        #expect(throws: PlanError.self) {
            try tree.plan {
                $0.maxDepth = 100
                $0.unreadable = .fail
            }
        }
    }

    private func expect(_ fits: Bool, or limit: PlanError.Limit, _ plan: () throws -> TreePlan) {
        if fits {
            #expect(throws: Never.self) { try plan() }
        } else {
            #expect(throws: PlanError.exceeds(limit)) { _ = try plan() }
        }
    }
}
