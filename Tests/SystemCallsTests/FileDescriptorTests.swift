import Glibc
import TestSupport
import Testing

@testable import SystemCalls

@Suite(.unit) struct FileDescriptorTests {
    @Test(
        arguments: [
            ("file", .regular, 0o644), ("folder", .directory, 0o750), ("link", .symbolicLink, 0o777),
            ("fifo", .fifo, 0o644), ("socket", .socket, nil), ("/dev/null", .device, nil),
        ] as [(String, FileStatus.Kind, UInt16?)])
    func `knows what a name is without following it`(
        name: String, kind: FileStatus.Kind, permissions: UInt16?
    ) throws {
        let tree = try TemporaryTree()
        try tree.file("file", "abc", mode: 0o644)
        try tree.directory("folder", mode: 0o750)
        try tree.link("link", to: "file")
        try FileSystem.makeFIFO(tree.at("fifo"))
        try FileSystem.makeSocket(tree.at("socket"))
        let directory = try FileDescriptor.open(tree.root, for: .directory)
        let status = try directory.status(of: name)
        #expect(status.kind == kind)
        if let permissions { #expect(status.permissions == permissions) }
    }

    @Test(arguments: [(-1, 999_999_999), (0, 0), (1_700_000_000, 123_456_789), (4_000_000_000, 1)])
    func `reads times to the nanosecond`(seconds: Int, nanoseconds: Int) throws {
        let tree = try TemporaryTree()
        try tree.file("f", "abc", modified: TestSupport.FileTime(seconds, nanoseconds: nanoseconds))
        let directory = try FileDescriptor.open(tree.root, for: .directory)
        let status = try directory.status(of: "f")
        let expected = SystemCalls.FileTime(seconds: Int64(seconds), nanoseconds: UInt32(nanoseconds))
        #expect(status.modified == expected)
        #expect(status.size == 3)
    }

    @Test func `two names of one file are one file, and others are not`() throws {
        let tree = try TemporaryTree()
        try tree.file("a", "abc")
        try tree.file("b", "abc")
        try tree.link("c", to: "a")
        let directory = try FileDescriptor.open(tree.root, for: .directory)
        let a = try directory.status(of: "a")
        let opened = try directory.open(beneath: "c", for: .content)
        #expect(try opened.status().identity == a.identity)
        #expect(try directory.status(of: "b").identity != a.identity)
        #expect(try directory.status(of: "c").identity != a.identity)
    }

    @Test(arguments: [(0o644, true), (0o444, true), (0o640, false), (0o604, false), (0o4755, true)])
    func `is readable by all only with all three bits`(mode: UInt32, expected: Bool) throws {
        let tree = try TemporaryTree()
        try tree.file("f", "", mode: mode)
        let directory = try FileDescriptor.open(tree.root, for: .directory)
        #expect(try directory.status(of: "f").isReadableByAll == expected)
    }

    @Test func `reads from where it was told to`() throws {
        let tree = try TemporaryTree()
        try tree.file("f", "0123456789")
        let file = try FileDescriptor.open(tree.at("f"), for: .content)
        var bytes: [UInt8] = []
        try bytes.append(addingCapacity: 4) { try file.read(into: &$0, atMost: 100) }
        #expect(bytes == Array("0123".utf8))
        try file.seek(to: 8)
        try bytes.append(addingCapacity: 100) { try file.read(into: &$0, atMost: 1) }
        #expect(bytes == Array("01238".utf8))
        try bytes.append(addingCapacity: 100) { try file.read(into: &$0, atMost: 100) }
        try bytes.append(addingCapacity: 100) { try file.read(into: &$0, atMost: 100) }
        #expect(bytes == Array("012389".utf8))
    }

    @Test(arguments: [UInt64(Int64.max) + 1, .max])
    func `no offset is too large to be refused politely`(offset: UInt64) throws {
        let file = try FileDescriptor.open("/dev/null", for: .content)
        #expect(throws: SystemCallError("lseek", errno: EOVERFLOW)) { try file.seek(to: offset) }
    }

    @Test(arguments: ["file", "../x", "/etc", String(repeating: "é", count: 100)])
    func `reads the target of a link as it stands`(target: String) throws {
        let tree = try TemporaryTree()
        try tree.link("link", to: BytePath(target))
        let directory = try FileDescriptor.open(tree.root, for: .directory)
        #expect(try directory.linkTarget(of: "link") == Array(target.utf8))
    }

    @Test func `a file is no link`() throws {
        let tree = try TemporaryTree()
        try tree.file("file", "")
        let directory = try FileDescriptor.open(tree.root, for: .directory)
        #expect(throws: SystemCallError("readlinkat", errno: EINVAL)) {
            _ = try directory.linkTarget(of: "file")
        }
    }

    @Test func `closes when its owner is done, and not before`() throws {
        let number: CInt
        do {
            let file = try FileDescriptor.open("/dev/null", for: .content)
            let other = try file.duplicate()
            #expect(other.number != file.number)
            number = file.release()
        }
        #expect(fcntl(number, F_GETFD) & FD_CLOEXEC != 0)
        do { _ = FileDescriptor(adopting: number) }
        let isGone = fcntl(number, F_GETFD) < 0
        // Another test may have taken the number by now, which is as good.
        if isGone { #expect(errno == EBADF) }
    }
}
