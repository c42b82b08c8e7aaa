import ByteIO
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
            "top/", "top/absolute", "top/file", "top/sub/", "top/sub/deep", "top/sub/up", "top/to-file",
            "top/to-sub/", "top/to-sub/deep", "top/to-sub/up", "top/MISSING.txt",
        ]
        #expect(planned.plan.paths == expected)
        #expect(planned.plan.entries.allSatisfy { $0.kind != .symbolicLink })
        let missing = [
            "circle: a symbolic link that leads nowhere", "dangling: a symbolic link that leads nowhere",
            "escape: a symbolic link that leads outside or nowhere",
            "sub/parent: a symbolic link to a directory that it is in",
            "sub/self: a symbolic link to a directory that it is in",
            "to-sub/parent: a symbolic link to a directory that it is in",
            "to-sub/self: a symbolic link to a directory that it is in",
        ]
        #expect(planned.lines == missing)
        #expect(planned.missingCount == 7)
        #expect(planned.plan.index(of: "top/absolute").map { planned.plan.entries[$0].size } == 3)
    }

    @Test func `stored links are those that stay inside the archive`() throws {
        let planned = try plan(.store)
        let expected = [
            "top/", "top/circle", "top/dangling", "top/file", "top/sub/", "top/sub/deep", "top/sub/parent",
            "top/sub/self", "top/sub/up", "top/to-file", "top/to-sub", "top/MISSING.txt",
        ]
        #expect(planned.plan.paths == expected)
        #expect(
            planned.lines == [
                "absolute: a symbolic link to an absolute path",
                "escape: a symbolic link that may lead out of where the archive is unpacked",
            ])
        let up = try #require(planned.plan.index(of: "top/sub/up"))
        #expect(planned.plan.entries[up].kind == .symbolicLink)
        #expect(planned.plan.inlineContent(of: up) == Array("../file".utf8))
    }

    @Test func `skipped links are listed, and nothing is wrong with that`() throws {
        let planned = try plan(.skip)
        #expect(planned.plan.paths == ["top/", "top/file", "top/sub/", "top/sub/deep", "top/MISSING.txt"])
        #expect(planned.lines.count == 9 && planned.lines.allSatisfy { $0.hasSuffix(": a symbolic link") })
        #expect(planned.skippedLinkCount == 9 && planned.missingCount == 0 && planned.skippedCount == 9)
        let request = try tree.request { ($0.symlinks, $0.unreadable) = (.skip, .fail) }
        #expect(throws: Never.self) {
            try TreePlanner.plan(request, beneath: Root(path: tree.at("root").text))
        }
    }

    @Test(arguments: ["escape", "dangling", "circle", "sub/parent"])
    func `a link that leads to nothing in the archive is refused where policy wants all`(link: String) throws
    {
        let other = try TemporaryTree()
        try other.directory("sub")
        try other.link(BytePath(link), to: link == "sub/parent" ? ".." : "../nothing")
        #expect(throws: PlanError.self) { _ = try other.plan { $0.unreadable = .fail } }
    }

    @Test func `a link that leaves the root and comes back counts as what it leads to`() throws {
        let other = try TemporaryTree()
        try other.file("root/releases/42/app", "new")
        try other.link("root/current", to: other.at("root/releases/42"))
        try other.link("root/indirect", to: "../root/releases/42/app")
        try other.link("alias", to: "root")
        try other.link("root/by alias", to: other.at("alias/releases"))
        try other.link("root/itself", to: other.at("root"))
        let planned = try TreePlanner.plan(
            other.request(), beneath: Root(path: other.at("alias").text))
        #expect(
            planned.plan.paths.filter { $0.hasSuffix("app") || $0.hasSuffix("indirect") } == [
                "top/by alias/42/app", "top/current/app", "top/indirect", "top/releases/42/app",
            ])
        #expect(planned.lines == ["itself: a symbolic link to a directory that it is in"])
        // Files are found again when they are read.
        let reader = FileReader(of: try other.request(), beneath: try Root(path: other.at("root").text))
        for path in ["top/current/app", "top/indirect", "top/by alias/42/app"] {
            let index = try #require(planned.plan.index(of: path))
            var bytes: [UInt8] = []
            try reader.content(of: index, in: planned.plan, from: 0).read(3, appendingTo: &bytes)
            #expect(bytes == Array("new".utf8))
        }
    }

    @Test func `stored links may lead out of the archive, but not out of the root`() throws {
        let other = try TemporaryTree()
        try other.file("root/releases/42/app", "new")
        try other.link("root/site/current", to: "../releases/42")
        try other.link("root/site/gone", to: "../releases/41")
        try other.link("root/site/out", to: "../../outside")
        try other.link("root/site/winding", to: "../site/../../outside")
        try other.file("outside", "secret")
        let request = try other.request("site") { $0.symlinks = .store }
        let planned = try TreePlanner.plan(request, beneath: Root(path: other.at("root").text))
        #expect(planned.plan.paths == ["top/", "top/current", "top/MISSING.txt"])
        #expect(planned.plan.inlineContent(of: 1) == Array("../releases/42".utf8))
        #expect(
            planned.lines.count == 3
                && planned.lines.allSatisfy { $0.hasSuffix("where the archive is unpacked") })
    }

    @Test(
        arguments: [
            ("to-sub", ["top/", "top/deep"]), ("to-file", ["to-file"]), ("sub/up", ["up"]),
            ("absolute", ["absolute"]),
        ] as [(BytePath, [String])])
    func `a link can be asked for if links are followed`(path: BytePath, expected: [String]) throws {
        #expect(Array(try plan(.follow, path).plan.paths.prefix(expected.count)) == expected)
        for policy in [SymlinkPolicy.store, .skip] {
            #expect(throws: PlanError.notFound) { try plan(policy, path).plan.paths }
        }
    }

    @Test(arguments: ["escape", "dangling", "circle"] as [BytePath])
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
