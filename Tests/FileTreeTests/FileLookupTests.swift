import FileTree
import SystemCalls
import TestSupport
import Testing

@Suite(.unit) struct FileLookupTests {
    private let tree: TemporaryTree

    init() throws {
        tree = try TemporaryTree("lookup")
        try tree.file("outside", "secret")
        try tree.file("root/file", "abc")
        try tree.file("root/sub/deep", "de")
        try tree.file("root/sub/other", "other")
        try tree.link("root/to-file", to: "file")
        try tree.link("root/to-sub", to: "sub")
        try tree.link("root/escape", to: "../outside")
        try tree.link("root/up", to: "..")
        try tree.link("root/circle", to: "circle")
    }

    /// What each path leads to: the size of a file, else a word.
    private func look(_ paths: [String], links: SymlinkPolicy) throws -> [String] {
        let lookup = FileLookup(beneath: try Root(path: tree.at("root").text), links: links)
        return try paths.map { path in
            let parsed = try RelativePath(parsing: Array(path.utf8))
            do throws(MissingReason) {
                let status = try lookup.status(of: parsed)
                return status.kind == .regular ? "\(status.size)" : "\(status.kind)"
            } catch {
                guard case .failed(let failure) = error else { return error.text }
                return failure.kind == .crossesRoot ? "out" : failure.kind == .notFound ? "none" : "\(error)"
            }
        }
    }

    @Test func `finds files in any order, and what is none`() throws {
        let paths = [
            "file", "sub/deep", "sub/other", "file", "sub", "none", "sub/none", "none/file", "sub/deep",
            "file/x",
        ]
        let expected = ["3", "2", "5", "3", "directory", "none", "none", "none", "2", "none"]
        #expect(try look(paths, links: .follow) == expected)
    }

    @Test func `follows links that stay beneath the root, if links are followed`() throws {
        let paths = ["to-file", "to-sub/deep", "to-sub/other", "escape", "up/outside", "circle"]
        #expect(try look(paths, links: .follow) == ["3", "2", "5", "out", "out", "out"])
        #expect(
            try look(paths, links: .skip) == [
                "symbolicLink", "out", "out", "symbolicLink", "out", "symbolicLink",
            ])
    }
}
