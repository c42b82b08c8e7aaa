import Plan
import TestSupport
import Testing

@testable import FileTree

@Suite(.unit) struct SelectionTests {
    private func selection(_ paths: [BytePath]) throws -> Selection? {
        Selection(try paths.map { try RelativePath(parsing: $0.bytes) })
    }

    @Test(
        arguments: [
            ([], []), ([""], []), (["a", "."], []),
            (["b", "a"], ["a", "b"]), (["a", "a", "./a/"], ["a"]), (["a", "a/b", "a/b/c"], ["a"]),
            (["a/b", "a"], ["a"]), (["a/b", "ab"], ["a/b", "ab"]), (["a.b", "a/c", "a"], ["a", "a.b"]),
            (["x/y/z", "x/y/a", "x/b"], ["x/b", "x/y/a", "x/y/z"]),
        ] as [([BytePath], [BytePath])])
    func `has each path once, and none below another`(paths: [BytePath], expected: [BytePath]) throws {
        let found = try selection(paths).map { Self.leaves($0.top, "") } ?? []
        #expect(found == expected)
    }

    /// The selected paths, by walking down as a planner does.
    private static func leaves(_ branch: Selection.Branch, _ path: BytePath) -> [BytePath] {
        branch.children.flatMap { name, below in
            below.map { leaves($0, path / BytePath(name)) } ?? [path / BytePath(name)]
        }
    }

    @Test(
        arguments: [
            (["b", "a/x"], ["top/", "top/a/", "top/a/x", "top/b"]),
            (["a"], ["top/", "top/a/", "top/a/x", "top/a/y", "top/a/z/", "top/a/z/q"]),
            (["a/z", "a/y"], ["top/", "top/a/", "top/a/y", "top/a/z/", "top/a/z/q"]),
            (["a/z/q", "a/z", "b", "b"], ["top/", "top/a/", "top/a/z/", "top/a/z/q", "top/b"]),
            (["empty"], ["top/", "top/empty/"]),
        ] as [([BytePath], [String])])
    func `only what is selected is in the plan, with the folders above it`(
        paths: [BytePath], expected: [String]
    ) throws {
        #expect(try sample().plan(select: paths).plan.paths == expected)
    }

    @Test(arguments: ["none", "a/none", "b/x", "a/x/y", "fifo/x"] as [BytePath])
    func `what is selected and not there is not found`(path: BytePath) throws {
        let tree = try sample()
        #expect(throws: PlanError.notFound) { try tree.plan(select: ["c", path]).plan.paths }
        #expect(throws: PlanError.notFound) { try tree.plan(select: [path, "c"]).plan.paths }
    }

    @Test func `is relative to the directory that is asked for`() throws {
        let tree = try sample()
        #expect(try tree.plan("a", select: ["z"]).plan.paths == ["top/", "top/z/", "top/z/q"])
        #expect(throws: PlanError.notFound) { try tree.plan("a", select: ["b"]).plan.paths }
    }

    @Test func `of hundreds of thousands of paths is no problem`() throws {
        let paths = try (0..<200_000).map { try RelativePath(parsing: Array("a/\($0 % 50_000)/x".utf8)) }
        let top = try #require(Selection(paths)?.top)
        #expect(top.children.reduce(0) { $0 + ($1.branch?.children.count ?? 0) } == 50_000)
    }

    private func sample() throws -> TemporaryTree {
        let tree = try TemporaryTree()
        for name in ["a/x", "a/y", "a/z/q", "b", "c"] as [BytePath] { try tree.file(name, "") }
        try tree.directory("empty")
        try FileSystem.makeFIFO(tree.at("fifo"))
        return tree
    }
}
