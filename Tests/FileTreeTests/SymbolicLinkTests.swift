import FileTree
import Plan
import TestSupport
import Testing

/// What the planner makes of symbolic links.
@Suite(.unit) struct SymbolicLinkTests {
    private let tree: TemporaryTree

    init() throws {
        tree = try TemporaryTree("links")
        try tree.file("outside", "secret")
        try tree.file("root/file", "abc")
        try tree.file("root/sub/deep", "de")
        try tree.link("root/to-file", to: "file")
        try tree.link("root/to-sub", to: "sub")
        try tree.link("root/sub/up", to: "../file")
        try tree.link("root/sub/parent", to: "..")
        try tree.link("root/sub/self", to: "../sub")
        try tree.link("root/dangling", to: "nothing")
        try tree.link("root/circle", to: "circle")
        try tree.link("root/escape", to: "../outside")
        try tree.link("root/absolute", to: tree.at("root/file"))
    }

    private func plan(_ links: SymlinkPolicy, _ path: BytePath = "", select: [BytePath] = []) throws
        -> TreePlan
    {
        let request = try tree.request(path, select: select) { $0.symlinks = links }
        return try TreePlanner.plan(request, beneath: Root(path: tree.at("root").text))
    }

    @Test func `followed links count as what they lead to, each folder once on a way`() throws {
        let planned = try plan(.follow)
        let expected = [
            "top/", "top/file", "top/sub/", "top/sub/deep", "top/sub/up", "top/to-file", "top/to-sub/",
            "top/to-sub/deep", "top/to-sub/up",
        ]
        #expect(planned.plan.paths == expected)
        #expect(planned.plan.entries.allSatisfy { $0.kind != .symbolicLink })
        // escape, absolute, dangling, circle, and in both folders parent and self.
        #expect(planned.linkCount == 8)
        #expect(planned.unreadable == [])
        #expect(planned.plan.entries.last?.size == 3)
    }

    @Test func `stored links are those that stay inside the archive`() throws {
        let planned = try plan(.store)
        let expected = [
            "top/", "top/circle", "top/dangling", "top/file", "top/sub/", "top/sub/deep", "top/sub/parent",
            "top/sub/self", "top/sub/up", "top/to-file", "top/to-sub",
        ]
        #expect(planned.plan.paths == expected)
        #expect(planned.linkCount == 2)
        let up = try #require(planned.plan.index(of: "top/sub/up"))
        #expect(planned.plan.entries[up].kind == .symbolicLink)
        #expect(planned.plan.inlineContent(of: up) == Array("../file".utf8))
    }

    @Test func `skipped links are counted`() throws {
        let planned = try plan(.skip)
        #expect(planned.plan.paths == ["top/", "top/file", "top/sub/", "top/sub/deep"])
        #expect(planned.linkCount == 9)
    }

    @Test(
        arguments: [
            ("to-sub", ["top/", "top/deep"]), ("to-file", ["to-file"]), ("sub/up", ["up"]),
        ] as [(BytePath, [String])])
    func `a link can be asked for if links are followed`(path: BytePath, expected: [String]) throws {
        #expect(Array(try plan(.follow, path).plan.paths.prefix(expected.count)) == expected)
        for policy in [SymlinkPolicy.store, .skip] {
            #expect(throws: PlanError.notFound) { try plan(policy, path).plan.paths }
        }
    }

    @Test(arguments: ["escape", "absolute", "dangling", "circle"] as [BytePath])
    func `a link that leads nowhere or outside is not found`(path: BytePath) {
        for policy in SymlinkPolicy.allCases {
            #expect(throws: PlanError.notFound) { try plan(policy, path).plan.paths }
        }
    }

    @Test func `a selection goes through links if they are followed`() throws {
        let planned = try plan(.follow, select: ["to-sub/deep"])
        #expect(planned.plan.paths == ["top/", "top/to-sub/", "top/to-sub/deep"])
        for policy in [SymlinkPolicy.store, .skip] {
            #expect(throws: PlanError.notFound) { try plan(policy, select: ["to-sub/deep"]).plan.paths }
        }
        #expect(throws: PlanError.self) { try plan(.follow, select: ["escape"]).plan.paths }
        #expect(throws: PlanError.notFound) { try plan(.follow, select: ["to-file/x"]).plan.paths }
        #expect(try plan(.store, select: ["sub/up"]).plan.paths == ["top/", "top/sub/", "top/sub/up"])
    }

    @Test func `a folder that two links lead to is there under both names`() throws {
        let other = try TemporaryTree()
        try other.file("d/f", "")
        try other.link("a", to: "d")
        try other.link("b", to: "a")
        #expect(
            try other.plan().plan.paths == [
                "top/", "top/a/", "top/a/f", "top/b/", "top/b/f", "top/d/", "top/d/f",
            ])
    }
}
