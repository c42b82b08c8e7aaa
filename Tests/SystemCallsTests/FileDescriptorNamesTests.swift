import Glibc
import TestSupport
import Testing

@testable import SystemCalls

@Suite(.unit) struct FileDescriptorNamesTests {
    private static let name = Array("name".utf8)
    private static let other = Array("other".utf8)

    private let tree: TemporaryTree

    init() throws { tree = try TemporaryTree("names", in: .memory) }

    private func directory() throws -> FileDescriptor { try FileDescriptor.open(tree.root, for: .directory) }

    @Test func `creates what is not there, for its owner alone`() throws {
        let (name, bytes) = (Self.name, Array("abc".utf8))
        let directory = try directory()
        try directory.create(name.span).write(bytes.span)
        #expect(try tree.contents("name") == bytes)
        #expect(try FileSystem.info(tree.at("name")).mode == 0o600)
        #expect(throws: SystemCallError("openat", errno: EEXIST)) { _ = try directory.create(name.span) }
    }

    @Test func `a link in the way leads nowhere`() throws {
        let name = Self.name
        try tree.link("name", to: "elsewhere")
        let directory = try directory()
        #expect(throws: SystemCallError("openat", errno: EEXIST)) { _ = try directory.create(name.span) }
        #expect(!FileSystem.exists(tree.at("elsewhere")))
    }

    @Test func `renames over what is there, and removes`() throws {
        let (name, other) = (Self.name, Self.other)
        try tree.file("name", "new")
        try tree.file("other", "old")
        let directory = try directory()
        try directory.rename(name.span, to: other.span)
        #expect(try FileSystem.text(tree.at("other")) == "new")
        #expect(throws: SystemCallError("renameat", errno: ENOENT)) {
            try directory.rename(name.span, to: other.span)
        }
        try directory.remove(other.span)
        #expect(try tree.names() == [])
        #expect(throws: SystemCallError("unlinkat", errno: ENOENT)) { try directory.remove(other.span) }
    }

    @Test func `touches the name and not what it leads to`() throws {
        let (name, other) = (Self.name, Self.other)
        let old = TestSupport.FileTime(1_000_000_000)
        try tree.file("other", "", modified: old)
        try tree.link("name", to: "other", modified: old)
        let directory = try directory()
        let start = time(nil) - 1
        try directory.touch(name.span)
        #expect(try FileSystem.info(tree.at("name")).modified.seconds >= start)
        #expect(try FileSystem.info(tree.at("other")).modified == old)
        try directory.touch(other.span)
        #expect(try FileSystem.info(tree.at("other")).modified.seconds >= start)
        try tree.remove("name")
        #expect(throws: SystemCallError("utimensat", errno: ENOENT)) { try directory.touch(name.span) }
    }

    @Test(arguments: [0, 1, 3, 20_000])
    func `hands out every name once`(count: Int) throws {
        var expected = (0..<count).map { "a name that is \($0)" }
        for name in expected { try tree.file(BytePath(name), "") }
        let odd: BytePath = BytePath([0xFF, 0x0A, 0x80])
        try tree.file(odd, "")
        var names: [[UInt8]] = []
        try directory().forEachName { names.append(Array($0)) }
        expected += [".", ".."]
        #expect(Set(names) == Set(expected.map { Array($0.utf8) } + [odd.bytes]))
        #expect(names.count == count + 3)
    }

    @Test func `a removed directory has no names and takes none`() throws {
        let name = Self.name
        let directory = try directory()
        try tree.remove("")
        #expect(throws: SystemCallError("openat", errno: ENOENT)) { _ = try directory.create(name.span) }
        var count = 0
        _ = try? directory.forEachName { _ in count += 1 }
        #expect(count == 0)
    }

    @Test(arguments: [0, 1, 5, 10, 11, 1000])
    func `reads so many bytes behind those that are there`(count: Int) throws {
        try tree.file("name", "0123456789")
        let file = try FileDescriptor.open(tree.at("name"), for: .content)
        var bytes = Array("ab".utf8)
        try file.read(count, appendingTo: &bytes)
        #expect(bytes == Array("ab".utf8) + Array("0123456789".utf8).prefix(count))
    }
}
