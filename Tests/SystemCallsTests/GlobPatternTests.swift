import TestSupport
import Testing

@testable import SystemCalls

@Suite(.unit) struct GlobPatternTests {
    @Test(arguments: [
        ("*.tmp", "a.tmp", true), ("*.tmp", "deep/down/a.tmp", true), ("*.tmp", "a.tmp/b", false),
        ("*.tmp", "a.tmpx", false), ("cache", "x/cache", true), ("cache", "x/cached", false),
        ("a/*", "a/b", true), ("a/*", "a/b/c", false), ("a/*", "x/a/b", false),
        ("/top", "top", true), ("/top", "x/top", false), ("/a/b", "a/b", true), ("/a/b", "x/a/b", false),
        ("a?c", "abc", true), ("a?c", "x/a/c", false), ("[ab]", "a", true), ("[!ab]", "a", false),
        ("\\*", "*", true), ("\\*", "a", false), ("[", "[", true),
    ])
    func `matches as a shell does`(pattern: String, path: String, expected: Bool) throws {
        #expect(try matches(pattern, path, isDirectory: false) == expected)
        #expect(try matches(pattern, path, isDirectory: true) == expected)
    }

    @Test(arguments: [
        ("**/a", "a", true), ("**/a", "x/y/a", true), ("**/a", "x/a/y", false), ("a/**", "a", false),
        ("a/**", "a/b/c", true), ("a/**", "x/a/b", false), ("a/**/b", "a/b", true),
        ("a/**/b", "a/x/y/b", true),
        ("a/**/b", "a/x/b/y", false), ("a/**/b/**/c", "a/b/b/c/x/c", true), ("a/**/**/b", "a/b", true),
        ("a**/b", "a/x/b", false), ("a**/b", "axy/b", true), ("**", "a/b", true), ("/**", "a/b", true),
    ])
    func `two asterisks are any number of components`(pattern: String, path: String, expected: Bool) throws {
        #expect(try matches(pattern, path, isDirectory: false) == expected)
    }

    @Test(arguments: [
        ("a/", "x/a"), ("/a/", "a"), ("a/b/", "a/b"), ("**/a/", "x/a"), ("a/**/", "a/b"), ("*/", "a"),
    ])
    func `with a slash at its end, it is about directories`(pattern: String, path: String) throws {
        #expect(try matches(pattern, path, isDirectory: true))
        #expect(try !matches(pattern, path, isDirectory: false))
        #expect(try #require(GlobPattern(pattern)).isForDirectories)
    }

    @Test(arguments: ["", "/", "//", "./a", "./", ".", "..", "../a", "a/../b", "a/.", "a//b", "//a", "a//"])
    func `what can match nothing is no pattern`(text: String) {
        #expect(GlobPattern(text) == nil)
    }

    /// It would take as many steps as the universe has atoms if each of them tried every length.
    @Test func `many asterisks take no time`() throws {
        let pattern = Array(repeating: "**/a", count: 60).joined(separator: "/") + "/b"
        let path = Array(repeating: "a", count: 2000).joined(separator: "/")
        #expect(try !matches(pattern, path, isDirectory: false))
    }

    @Test func `matches names that are not UTF-8, and none with a NUL`() throws {
        let binary = try #require(GlobPattern("*.bin"))
        #expect(binary.matches([0xFF, 0xFE] + Array(".bin".utf8), isDirectory: false))
        #expect(try !#require(GlobPattern("*")).matches([0x61, 0], isDirectory: false))
    }

    @Test func `two patterns are equal if they are about the same`() {
        #expect(GlobPattern("a/b") == GlobPattern("/a/b"))
        #expect(GlobPattern("a") != GlobPattern("/a"))
        #expect(GlobPattern("a") != GlobPattern("a/"))
    }

    private func matches(_ pattern: String, _ path: String, isDirectory: Bool) throws -> Bool {
        try #require(GlobPattern(pattern)).matches(Array(path.utf8), isDirectory: isDirectory)
    }
}
