import FileTree
import Plan
import SystemCalls
import TestSupport
import Testing

@Suite(.unit) struct TreePlannerTests {
    @Test func `a directory precedes what it holds, and names are in byte order`() throws {
        let tree = try TemporaryTree()
        for name in ["b/y", "b/x", "a.b", "a/z", "B", "\u{E9}", "a-b", "b.c"] as [BytePath] {
            try tree.file(name, "abc")
        }
        try tree.directory("empty")
        let plan = try tree.plan().plan
        let expected = [
            "top/", "top/B", "top/a/", "top/a/z", "top/a-b", "top/a.b", "top/b/", "top/b/x", "top/b/y",
            "top/b.c",
            "top/empty/", "top/\u{E9}",
        ]
        #expect(plan.paths == expected)
        #expect(plan.contentSize == 24)
    }

    @Test func `names that begin alike, of all bytes and lengths, are in byte order`() throws {
        let tree = try TemporaryTree()
        var names: [BytePath] = []
        for byte in UInt8(1)...255 where byte != 0x2F && byte != 0x2E {
            names.append(BytePath([byte]))
            names.append(BytePath(Array("IMG_20240229_".utf8) + [byte]))
            names.append(BytePath(Array("IMG_20240229_1234567".utf8) + [byte]))
        }
        names += (1...40).map { BytePath(String(repeating: "n", count: $0)) }
        names += [254, 255].map { BytePath(String(repeating: "n", count: $0)) }
        for name in names { try tree.file("all" / name, "") }
        for name in names where name.bytes.starts(with: Array("IMG".utf8)) {
            try tree.file("alike" / name, "")
        }
        for directory in ["all", "alike"] as [BytePath] {
            let plan = try tree.plan(directory).plan
            let found = plan.entries.indices.dropFirst().map { BytePath(plan.name(of: $0)) }
            let expected = try FileSystem.names(in: tree.at(directory)).map { BytePath($0) }.sorted()
            #expect(found == expected)
        }
    }

    @Test func `a directory larger than one look ahead is complete and in order`() throws {
        let tree = try TemporaryTree()
        for number in 0..<9000 { try tree.file("f\(number)", number % 1000 == 0 ? "x" : "") }
        let plan = try tree.plan().plan
        let expected = (0..<9000).map { "top/f\($0)" }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        #expect(plan.paths == ["top/"] + expected)
        let withContent = plan.paths.indices.filter { plan.entries[$0].size == 1 }.map { plan.paths[$0] }
        #expect(withContent == (0..<9).map { "top/f\($0 * 1000)" })
    }

    @Test func `takes size, time and permissions, and no set-id bits`() throws {
        let tree = try TemporaryTree()
        try tree.file("f", "abc", mode: 0o4751, modified: TestSupport.FileTime(-5, nanoseconds: 17))
        try tree.directory("d", mode: 0o2750, modified: TestSupport.FileTime(9_000_000_000))
        let plan = try tree.plan().plan
        let (directory, file) = (plan.entries[1], plan.entries[2])
        #expect(file.kind == .file)
        #expect(file.size == 3)
        #expect(file.modifiedSeconds == -5)
        #expect(file.modifiedNanoseconds == 17)
        #expect(file.permissions == 0o751)
        #expect(directory.kind == .directory)
        #expect(directory.permissions == 0o750)
        #expect(directory.modifiedSeconds == 9_000_000_000)
        #expect(plan.newest >= 9_000_000_000)
    }

    @Test func `a single file has no folder around it`() throws {
        let tree = try TemporaryTree()
        try tree.file("a/b.txt", "abc")
        #expect(try tree.plan("a/b.txt").plan.paths == ["b.txt"])
        #expect(throws: PlanError.notFound) { try tree.plan("a/b.txt", select: ["x"]).plan.paths }
    }

    @Test func `hidden names are left out unless they are wanted`() throws {
        let tree = try TemporaryTree()
        for name in ["a", ".b", "c/.d", ".e/f", "..g"] as [BytePath] { try tree.file(name, "") }
        #expect(try tree.plan().plan.paths == ["top/", "top/a", "top/c/"])
        let all = ["top/", "top/..g", "top/.b", "top/.e/", "top/.e/f", "top/a", "top/c/", "top/c/.d"]
        #expect(try tree.plan { $0.includesHidden = true }.plan.paths == all)
        #expect(throws: PlanError.notFound) { try tree.plan(".e").plan.paths }
        #expect(throws: PlanError.notFound) { try tree.plan(".e/f").plan.paths }
        #expect(throws: PlanError.notFound) { try tree.plan(select: ["a", ".b"]).plan.paths }
        #expect(try tree.plan(".e") { $0.includesHidden = true }.plan.paths == ["top/", "top/f"])
    }

    @Test(arguments: [
        ("*.tmp", ["top/", "top/a/", "top/a/b/", "top/a/b/c", "top/a/d", "top/b/"]),
        ("a", ["top/", "top/b/", "top/b/x.tmp", "top/x.tmp"]),
        ("/b", ["top/", "top/a/", "top/a/b/", "top/a/b/c", "top/a/d", "top/x.tmp"]),
        ("a/b", ["top/", "top/a/", "top/a/d", "top/b/", "top/b/x.tmp", "top/x.tmp"]),
        ("*", ["top/"]), ("a/*", ["top/", "top/a/", "top/b/", "top/b/x.tmp", "top/x.tmp"]),
    ])
    func `what a pattern excludes is not there`(pattern: String, expected: [String]) throws {
        let tree = try TemporaryTree()
        for name in ["a/b/c", "a/d", "b/x.tmp", "x.tmp"] as [BytePath] { try tree.file(name, "") }
        let excluded = try [#require(GlobPattern(pattern))]
        #expect(try tree.plan { $0.excluded = excluded }.plan.paths == expected)
    }

    @Test(arguments: ["cache", "cache/", "/cache/", "**/cache/"])
    func `excluded paths cannot be asked for`(pattern: String) throws {
        let tree = try TemporaryTree()
        try tree.file("cache/x/y", "")
        let pattern = try #require(GlobPattern(pattern))
        let change: (inout TreePolicy) -> Void = { $0.excluded = [pattern] }
        #expect(throws: PlanError.notFound) { try tree.plan("cache", change).plan.paths }
        #expect(throws: PlanError.notFound) { try tree.plan("cache/x", change).plan.paths }
        #expect(throws: PlanError.notFound) { try tree.plan(select: ["cache/x/y"], change).plan.paths }
    }

    @Test func `a pattern with a slash at its end leaves files alone`() throws {
        let tree = try TemporaryTree()
        for name in ["x/cache/a", "y/cache", "z"] as [BytePath] { try tree.file(name, "") }
        try tree.link("y/link", to: "../x/cache")
        let excluded = try [#require(GlobPattern("cache/")), #require(GlobPattern("link/"))]
        #expect(
            try tree.plan { $0.excluded = excluded }.plan.paths == [
                "top/", "top/x/", "top/y/", "top/y/cache", "top/z",
            ])
        #expect(
            try tree.plan(select: ["y/cache"]) { $0.excluded = excluded }.plan.paths.contains("top/y/cache"))
        #expect(throws: PlanError.notFound) {
            try tree.plan(select: ["x/cache"]) { $0.excluded = excluded }.plan.paths
        }
        // As a link it is no directory.
        let stored = try tree.plan { policy in
            policy.excluded = excluded
            policy.symlinks = .store
        }
        #expect(stored.plan.paths.contains("top/y/link"))
    }

    @Test func `an excluded directory is not missing if it cannot be read`() throws {
        let tree = try TemporaryTree()
        try tree.directory("shut", mode: 0)
        let excluded = try [#require(GlobPattern("shut/"))]
        let planned = try tree.plan { policy in
            policy.excluded = excluded
            policy.unreadable = .fail
        }
        #expect(planned.plan.paths == ["top/"] && planned.missingCount == 0)
    }

    @Test(arguments: ["none", "none/none", "file/x", "socket", "fifo"] as [BytePath])
    func `what is not there, or no file, is not found`(path: BytePath) throws {
        let tree = try TemporaryTree()
        try tree.file("file", "")
        try FileSystem.makeFIFO(tree.at("fifo"))
        try FileSystem.makeSocket(tree.at("socket"))
        #expect(throws: PlanError.notFound) { try tree.plan(path).plan.paths }
    }

    @Test func `FIFOs and sockets are listed and not opened`() throws {
        let tree = try TemporaryTree()
        try tree.file("f", "abc")
        try FileSystem.makeFIFO(tree.at("fifo"))
        try tree.directory("sub")
        try FileSystem.makeSocket(tree.at("sub/socket"))
        let planned = try tree.plan()
        #expect(planned.plan.paths == ["top/", "top/f", "top/sub/", "top/MISSING.txt"])
        #expect(planned.lines == ["fifo: a FIFO", "sub/socket: a socket"])
        #expect(planned.missingCount == 2)
        #expect(planned.skippedCount == 2)
        #expect(throws: PlanError.unreadable(path: Array("fifo".utf8), .fifo)) {
            _ = try tree.plan { $0.unreadable = .fail }
        }
    }

    @Test(
        arguments: [
            ("/proc", "version"), ("/proc", "self/status"), ("/proc/sys/kernel", "ostype"),
            ("/sys", "kernel/mm/transparent_hugepage/enabled"),
        ] as [(String, String)])
    func `files whose sizes mean nothing cannot be read`(root: String, path: String) throws {
        let request = TreeRequest(
            try RelativePath(parsing: Array(path.utf8)), policy: TreePolicy(), topName: FolderName([0x74]))
        #expect(throws: PlanError.unreadable(path: Array(path.utf8), .unknownSize)) {
            _ = try TreePlanner.plan(request, beneath: Root(path: root))
        }
        let folder = TreeRequest(.root, policy: TreePolicy(), topName: FolderName([0x74]))
        let planned = try TreePlanner.plan(folder, beneath: Root(path: "/proc/sys/kernel/random"))
        #expect(planned.plan.entries.allSatisfy { $0.kind == .directory || $0.isInline })
        #expect(planned.lines.contains("boot_id: its file system does not tell its size"))
    }

    @Test func `what cannot be read counts as entries do`() throws {
        var request = TreeRequest(.root, policy: TreePolicy(), topName: FolderName("t"))
        request.policy.maxEntries = 2
        #expect(throws: PlanError.exceeds(.entries)) {
            _ = try TreePlanner.plan(request, beneath: Root(path: "/proc/sys/kernel/random"))
        }
    }

    @Test func `stops when nobody waits any more`() throws {
        let tree = try TemporaryTree()
        for number in 0..<3000 { try tree.file("f\(number)", "") }
        let root = try Root(path: tree.path)
        #expect(throws: PlanError.abandoned) {
            try TreePlanner.plan(tree.request(), beneath: root) { true }
        }
        #expect(try TreePlanner.plan(tree.request(), beneath: root) { false }.plan.entries.count == 3001)
    }
}
