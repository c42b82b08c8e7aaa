import FileTree
import Plan
import TestSupport
import Testing

@Suite(.unit) struct FolderReaderTests {
    private static func folder(
        _ tree: TemporaryTree, _ path: BytePath = "", isAbandoned: @escaping () -> Bool = { false },
        _ change: (inout TreePolicy) -> Void = { _ in }
    ) throws -> Folder {
        var policy = TreePolicy()
        change(&policy)
        return try FolderReader.folder(
            at: RelativePath(parsing: path.bytes), beneath: Root(path: tree.path), policy: policy,
            isAbandoned: isAbandoned)
    }

    /// The names of what is there, by what may be had of it.
    private static func names(_ folder: Folder, _ access: Folder.Access) -> [String] {
        folder.items.filter { $0.access == access }.map {
            String(decoding: folder.name(of: $0), as: UTF8.self)
        }
    }

    @Test func `has names in byte order, sizes of files, and what links lead to`() throws {
        let tree = try TemporaryTree()
        try tree.file("b", "12345")
        try tree.file("B", "")
        try tree.file("dir/x", "1")
        try tree.link("to-b", to: "b")
        try tree.link("to-dir", to: "dir")
        let folder = try Self.folder(tree)
        #expect(Self.names(folder, .readable) == ["B", "b", "dir", "to-b", "to-dir"])
        #expect(folder.items.map(\.size) == [0, 5, 0, 5, 0])
        #expect(folder.items.map(\.isDirectory) == [false, false, true, false, true])
        #expect(folder.items.map(\.isLink) == [false, false, false, true, true])
    }

    @Test func `what no archive of the folder has is there without access`() throws {
        let tree = try TemporaryTree()
        try tree.directory("dir")
        try FileSystem.makeFIFO(tree.at("dir/fifo"))
        try tree.link("dir/self", to: ".")
        try tree.link("dir/out", to: "/etc/passwd")
        try tree.link("dir/nowhere", to: "none")
        try tree.file("dir/file", "")
        let folder = try Self.folder(tree, "dir")
        #expect(Self.names(folder, .leftOut) == ["fifo", "nowhere", "out", "self"])
        #expect(Self.names(folder, .readable) == ["file"])
        let planned = try tree.plan("dir")
        #expect(
            planned.missing.map { String(decoding: $0.path, as: UTF8.self) } == [
                "fifo", "nowhere", "out", "self",
            ])
    }

    @Test func `nobody reads on when nobody waits`() throws {
        let tree = try TemporaryTree()
        for number in 0..<1000 { try tree.file("\(String(number))", "") }
        var questions = 0
        #expect(throws: PlanError.abandoned) {
            try Self.folder(
                tree,
                isAbandoned: {
                    questions += 1
                    return questions > 3
                })
        }
        #expect(questions < 10)
    }

    @Test func `a file, and what is not there, is no folder`() throws {
        let tree = try TemporaryTree()
        try tree.file("file", "")
        for path in ["file", "none", "none/x"] as [BytePath] {
            #expect(throws: PlanError.notFound) { try Self.folder(tree, path) }
        }
    }
}
