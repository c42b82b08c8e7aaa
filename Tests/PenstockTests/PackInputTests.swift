import FileTree
import Plan
import TestSupport
import Testing

@testable import penstock

@Suite(.unit) struct PackInputTests {
    private let tree: TemporaryTree

    init() throws {
        tree = try TemporaryTree("pack")
        for name in ["d/a/x", "d/a/y", "d/b/z", "e/w"] as [BytePath] { try tree.file(name, "abc") }
        try tree.link("link", to: "d/a")
    }

    @Test(arguments: [
        (["d"], ["d/", "d/a/", "d/a/x", "d/a/y", "d/b/", "d/b/z"]),
        (["d/"], ["d/", "d/a/", "d/a/x", "d/a/y", "d/b/", "d/b/z"]),
        (["d/a/x"], ["x"]), (["link"], ["a/", "a/x", "a/y"]),
        (["d/a/x", "d/b"], ["d/", "d/a/", "d/a/x", "d/b/", "d/b/z"]),
        (["d/a", "d/a/x"], ["a/", "a/x", "a/y"]),
        (["d/a/y", "d/a/x"], ["a/", "a/x", "a/y"]),
    ])
    func `one path is packed as it is, several as a selection`(paths: [String], expected: [String]) throws {
        #expect(try self.paths(paths) == expected)
    }

    @Test func `the top folder can be named`() throws {
        #expect(try paths(["d/b"], name: "n") == ["n/", "n/z"])
    }

    @Test func `no top folder is hidden`() throws {
        try tree.file("d/.git/x", "")
        try tree.file("d/.rc", "")
        try tree.link("d/current", to: ".git")
        #expect(try paths(["d/.git"]) == ["git/", "git/x"])
        #expect(try paths(["d/.git/."]) == ["git/", "git/x"])
        #expect(try paths(["d/.git/.."]).first == "d/")
        #expect(try paths(["d/current"]) == ["git/", "git/x"])
        #expect(try paths(["d/.rc"]) == [".rc"])
    }

    @Test func `what is not there is an error`() {
        #expect(throws: (any Error).self) { try paths(["none"]) }
        #expect(throws: (any Error).self) { try paths(["d", "none"]) }
    }

    private func paths(_ paths: [String], name: String? = nil) throws -> [String] {
        var policy = TreePolicy()
        policy.includesHidden = true
        let input = try PackInput(
            paths.map { tree.at(BytePath($0)).text }, name: name, policy: policy)
        let plan = try TreePlanner.plan(input.request, beneath: input.root).plan
        return plan.entries.indices.map { plan.printablePath(of: $0) }
    }
}
