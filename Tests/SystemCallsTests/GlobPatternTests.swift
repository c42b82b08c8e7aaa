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
        ("\\*", "*", true), ("\\*", "a", false), ("[", "[", true), ("", "", true), ("", "a", false),
    ])
    func `matches as a shell does`(pattern: String, path: String, expected: Bool) {
        #expect(GlobPattern(pattern).matches(Array(path.utf8)) == expected)
    }

    @Test func `matches names that are not UTF-8, and none with a NUL`() {
        #expect(GlobPattern("*.bin").matches([0xFF, 0xFE] + Array(".bin".utf8)))
        #expect(!GlobPattern("*").matches([0x61, 0]))
    }

    @Test func `two patterns are equal if they are about the same`() {
        #expect(GlobPattern("a/b") == GlobPattern("/a/b"))
        #expect(GlobPattern("a") != GlobPattern("/a"))
    }
}
