import TestSupport
import Testing

@testable import FileTree

@Suite(.unit) struct LinkTargetTests {
    @Test(arguments: [
        ("a", 0), ("a/b", 0), ("./a", 0), (".", 0), ("a/", 0), ("..a", 0), ("...", 0), ("a/..b", 0),
        ("..", 1),
        ("../a", 1), ("./../a", 1), (".././a", 1), ("../..", 2), ("../../a/b", 2), ("..//..//a", 2),
        ("../x", 5),
    ])
    func `stays inside`(target: String, depth: Int) {
        #expect(LinkTarget.staysInside(Array(target.utf8), depth: depth))
    }

    @Test(arguments: [
        ("", 0), ("/", 9), ("/a", 9), ("//a", 9), ("..", 0), ("../a", 0), ("../..", 1), ("../../a", 1),
        ("a/..", 5),
        ("a/../b", 5), ("a/../../b", 5), ("../a/..", 5), ("./a/./../b", 5), ("../a/../../b", 9),
    ])
    func `may lead out`(target: String, depth: Int) {
        #expect(!LinkTarget.staysInside(Array(target.utf8), depth: depth))
    }
}
