import FileTree
import Plan
import SystemCalls
import TestSupport
import Testing

@Suite(.unit) struct RootTests {
    @Test(arguments: [("a/b", "b"), ("a/b/", "b"), ("a//b//", "b"), ("a", "a")])
    func `is named for its last component`(path: String, name: String) throws {
        let tree = try TemporaryTree()
        try tree.directory("a/b")
        #expect(try Root(path: "\(tree.path)/\(path)").name == FolderName(name))
        #expect(try Root(path: "/").name == FolderName("root"))
    }

    @Test(arguments: [
        ("a/b/.", "b"), ("a/b/./", "b"), ("a/b/..", "a"), ("a/b/../", "a"), ("a/b/../../a/.", "a"),
        ("link", "link"), ("link/.", "link"), ("link/..", "a"), ("a/.data", "data"), ("a/.data/.", "data"),
        ("a/...", "archive"), ("a/b/../.data", "data"), ("a/.data/x/..", "data"),
    ])
    func `has a name that can be seen, whatever its path ends in`(path: String, name: String) throws {
        let tree = try TemporaryTree()
        for directory in ["a/b", "a/.data/x", "a/..."] as [BytePath] { try tree.directory(directory) }
        try tree.link("link", to: "a/b")
        let root = try Root(path: "\(tree.path)/\(path)")
        #expect(root.name == FolderName(name))
        var request = try tree.request()
        request.topName = root.name
        let top = try #require(try TreePlanner.plan(request, beneath: root).plan.paths.first)
        #expect(top == name + "/")
    }

    @Test(arguments: ["/", "//", "/.", "/..", "/./", "/../..", "/usr/.."])
    func `the root of the system is called root`(path: String) throws {
        #expect(try Root(path: path).name == FolderName("root"))
    }

    @Test func `is a directory`() throws {
        let tree = try TemporaryTree()
        try tree.file("f", "")
        #expect(throws: SystemCallError.self) { try Root(path: tree.at("f").text) }
        #expect(throws: SystemCallError.self) { try Root(path: tree.at("none").text) }
    }

    @Test(arguments: [
        ("a", "a", true), ("a/b", "a", true), ("a/b/../b", "a", true), ("link", "a", true),
        ("a", "a/b", false),
        ("ab", "a", false), ("out", "a", false), ("a/up", "a", false),
    ])
    func `knows what it is beneath, by the directories and not by their names`(
        path: String, other: String, expected: Bool
    ) throws {
        let tree = try TemporaryTree()
        try tree.directory("a/b")
        try tree.directory("ab")
        try tree.link("link", to: "a/b")
        try tree.link("out", to: "ab")
        try tree.link("a/up", to: "../ab")
        let root = try Root(path: "\(tree.path)/\(path)")
        #expect(try root.isBeneath(Root(path: "\(tree.path)/\(other)")) == expected)
        #expect(try root.isBeneath(Root(path: "/")))
    }

    @Test func `stays the directory it was when its name moves on`() throws {
        let tree = try TemporaryTree()
        try tree.file("a/old", "")
        let root = try Root(path: tree.at("a").text)
        try FileSystem.rename(tree.at("a"), to: tree.at("b"))
        try tree.file("a/new", "")
        #expect(try TreePlanner.plan(tree.request(), beneath: root).plan.paths == ["top/", "top/old"])
    }

    @Test func `this kernel confines paths`() throws {
        #expect(throws: Never.self) { try Root.checkConfinement() }
    }
}
