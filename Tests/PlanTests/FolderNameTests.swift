import TestSupport
import Testing

@testable import Plan

@Suite(.unit) struct FolderNameTests {
    @Test(arguments: [
        ("a", "a"), ("my files", "my files"), ("a.b.", "a.b."), ("", "archive"), (".", "archive"),
        ("..", "archive"), ("...", "archive"), (".git", "git"), ("..x", "x"), ("../x", "_x"), ("a/b", "a_b"),
        ("/", "_"), ("a\0b", "a_b"), ("a\nb\\c", "a\nb\\c"), (" .x", " .x"),
    ])
    func `is seen, and is one component of a path`(name: String, expected: String) {
        #expect(FolderName(name).bytes == Array(expected.utf8))
        #expect(FolderName.isGood(name) == (name == expected))
    }

    @Test(arguments: [[0x61], [0xC3, 0xA9], [0xF0, 0x9F, 0x8F, 0xB4], [0x80], [0xFF]] as [[UInt8]])
    func `is cut behind a character`(pattern: [UInt8]) {
        for count in [255, 256, 300, 5000] {
            let name = [UInt8](repeating: 0x61, count: count % 4) + (0..<count).flatMap { _ in pattern }
            let bytes = FolderName(name).bytes
            #expect(bytes == Array(name.prefix(bytes.count)))
            #expect(252...255 ~= bytes.count)
            if String(validating: pattern, as: UTF8.self) != nil {
                #expect(String(validating: bytes, as: UTF8.self) != nil)
            }
        }
    }

    @Test func `whatever it is made of, an entry can have it`() throws {
        let attributes = EntryAttributes(kind: .directory, modifiedSeconds: 0, permissions: 0o755)
        let bytes = (0...255 as ClosedRange<UInt8>).flatMap { byte -> [[UInt8]] in
            [[byte], [byte, byte], [byte, 0x2F, byte]]
        }
        for name in HostileNames.all.map(\.bytes) + bytes + [[]] {
            var builder = PlanBuilder()
            let folder = FolderName(name)
            _ = try builder.append(name: folder.bytes.span, attributes, parent: nil)
            #expect(folder.bytes.first != UInt8(ascii: "."))
            _ = builder.finish()
        }
    }
}
