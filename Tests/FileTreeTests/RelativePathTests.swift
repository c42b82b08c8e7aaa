import TestSupport
import Testing

@testable import FileTree

@Suite(.unit) struct RelativePathTests {
    @Test(
        arguments: [
            ("", ""), ("/", ""), (".", ""), ("./.", ""), ("//", ""), ("a", "a"), ("/a/", "a"),
            ("a//b", "a/b"),
            ("a/./b/.", "a/b"), ("...", "..."), ("a/...", "a/..."), ("..a", "..a"), (" ", " "),
            ("a\\..\\b", "a\\..\\b"),
        ] as [(BytePath, BytePath)])
    func `is cleaned by its letters alone`(text: BytePath, expected: BytePath) throws {
        #expect(try RelativePath(parsing: text.bytes).bytes == expected.bytes)
    }

    @Test(arguments: ["..", "/..", "a/..", "../a", "a/../b", "a//..", "\0", "a\0", "a/\0/b", "..\0"])
    func `refuses what leads upwards or has a NUL`(text: String) {
        #expect(throws: RelativePath.ParseError.malformed) { try RelativePath(parsing: Array(text.utf8)) }
    }

    @Test func `is at most as long as the system takes`() throws {
        let name = [UInt8](repeating: 0x61, count: 4095)
        #expect(try RelativePath(parsing: name).bytes.count == 4095)
        #expect(try RelativePath(parsing: [0x2F, 0x2F] + name + [0x2F]).bytes.count == 4095)
        #expect(throws: RelativePath.ParseError.tooLong) { try RelativePath(parsing: name + [0x61]) }
        let many = Array(String(repeating: "a/", count: 2048).utf8)
        #expect(try RelativePath(parsing: many).bytes.count == 4095)
        #expect(throws: RelativePath.ParseError.tooLong) { try RelativePath(parsing: many + [0x61]) }
    }

    @Test func `knows its last component and its parent`() throws {
        let path = try RelativePath(parsing: Array("a/b".utf8))
        #expect(path.last == [0x62])
        #expect(path.parent?.bytes == [0x61])
        #expect(path.parent?.parent == .root)
        #expect(RelativePath.root.parent == nil)
        #expect(RelativePath.root.last == nil)
    }
}
