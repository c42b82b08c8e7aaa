import Plan
import SystemCalls
import TestSupport
import Testing

@testable import FileTree

/// What patterns leave out, against what git leaves out.
@Suite(.system) struct GitIgnoreTests {
    private static let names: [BytePath] = [
        "a", "build/out", "cache/a/b/c", "deep/a/b/c", "deep/a/x.o", "deep/build", "deep/cache/x",
        "deep/down/build/x.o",
        "deep/down/a/b/x/c", "foo.d/bar", ".hidden/x", "x.o", "x.o.d/y", "[x]", "*", "!x", "#x", "b c",
    ]

    @Test(arguments: [
        "a", "/a", "a/", "/a/", "a/b", "/a/b", "a/b/", "/deep/a/b/", "build", "build/", "/build/", "cache",
        "deep/build",
        "deep/build/", "*.o", "*.o/", "/*.o", "*.o.d/", "*.d/", "deep/*", "deep/*/", "deep/*.o", "*/a",
        "*/a/", "*/*/x.o",
        "**", "**/", "/**", "**/*", "**/a", "**/a/", "**/a/b", "**/b/c", "/**/c", "deep/**", "deep/**/",
        "deep/**/c",
        "deep/**/x.o", "deep/**/b/**/c", "**/deep/**/a/**", "deep/**/**/c", "a/**/b", "cache/**/c", "d**p/a",
        "**a", "*",
        "*/", "/*", "/*/", "?", "[ab]", "[!ab]", "[^ab]", "[a-c]", "[[:alpha:]]", "\\*", "\\[x]", "\\!x",
        "\\#x",
        "b?c", "b\\ c", ".*", ".hidden/", "x.o.d", "none", "A",
    ])
    func `a pattern leaves out what it does in .gitignore`(pattern: String) async throws {
        let tree = try Self.tree()
        let expected = try await Self.leftByGit(Self.left(in: tree), in: tree, by: pattern)
        #expect(try Self.left(in: tree, by: pattern) == expected)
    }

    /// docs/patterns.md has them as a table.
    @Test(arguments: [
        ("!x", "top/!x", true), ("#x", "top/#x", true), ("[x", "top/[x", true), ("link/", "top/link/", true),
        ("dee**/a", "top/deep/down/a/", false),
    ])
    func `what these leave out differs from .gitignore`(
        pattern: String, path: String, isLeftOut: Bool
    ) async throws {
        let tree = try Self.tree()
        try tree.file("[x", "")
        try tree.link("link", to: "build")
        #expect(try Self.left(in: tree, by: pattern).contains(path) != isLeftOut)
        #expect(try await Self.leftByGit([path], in: tree, by: pattern).contains(path) == isLeftOut)
    }

    private static func tree() throws -> TemporaryTree {
        let tree = try TemporaryTree()
        for name in names { try tree.file(name, "") }
        return tree
    }

    /// Paths of the archive, with the top folder.
    private static func left(in tree: TemporaryTree, by pattern: String? = nil) throws -> [String] {
        let excluded = try pattern.map { try [#require(GlobPattern($0))] } ?? []
        return try tree.plan { policy in
            policy.includesHidden = true
            policy.excluded = excluded
        }.plan.paths
    }

    /// Those of the archive's `paths` that git does not ignore. git looks itself which are directories.
    private static func leftByGit(
        _ paths: [String], in tree: TemporaryTree, by pattern: String
    ) async throws -> [String] {
        let repository = try TemporaryTree("git")
        try repository.file("patterns", pattern + "\n")
        let git = [
            "-C", tree.path, "--git-dir", repository.at("git").text, "--work-tree", tree.path,
            "-c", "core.excludesFile=\(repository.at("patterns"))",
        ]
        let home: [String: String?] = ["HOME": repository.path, "GIT_CONFIG_NOSYSTEM": "1"]
        let made = try await Tool("git").run(git + ["init", "--quiet"], environment: home)
        #expect(made.succeeded, "\(made)")
        let names = paths.map { path in
            let name = path.dropFirst("top/".count)
            return String(name.hasSuffix("/") ? name.dropLast() : name)
        }
        let asked = names.filter { !$0.isEmpty }.joined(separator: "\0")
        let result = try await Tool("git").run(
            git + ["check-ignore", "--no-index", "-z", "--stdin"], input: Array(asked.utf8), environment: home
        )
        // 1: none is ignored.
        #expect(result.succeeded || result.status == .exited(1), "\(result)")
        let ignored = Set(result.text.split(separator: "\0").map(String.init))
        return zip(paths, names).filter { !ignored.contains($1) }.map(\.0)
    }
}
