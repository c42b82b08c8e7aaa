import Glibc
import TestSupport
import Testing

@testable import SystemCalls

@Suite(.unit) struct FilePathsTests {
    @Test func `creates only what is not there`() throws {
        let tree = try TemporaryTree()
        let path = tree.at("f").text
        let file = try FilePaths.create(path)
        let bytes = Array("abc".utf8)
        try file.write(bytes.span)
        #expect(try tree.contents("f") == Array("abc".utf8))
        #expect(throws: SystemCallError("open", errno: EEXIST)) { _ = try FilePaths.create(path) }
        try FilePaths.rename(path, to: tree.at("g").text)
        #expect(try tree.names() == ["g"])
        FilePaths.remove(tree.at("g").text)
        FilePaths.remove(tree.at("never there").text)
        #expect(try tree.names() == [])
    }

    @Test func `finds the real path behind links and dots`() throws {
        let tree = try TemporaryTree()
        try tree.file("a/b/file", "")
        try tree.link("link", to: "a/b")
        let real = try FilePaths.real(tree.at("a/../link/./file").text)
        #expect(real == (try FilePaths.real(tree.at("a/b/file").text)))
        #expect(real.suffix(9) == ArraySlice("/a/b/file".utf8))
        #expect(throws: SystemCallError("realpath", errno: ENOENT)) {
            try FilePaths.real(tree.at("none").text)
        }
    }

    @Test func `writes many bytes with as many calls as it takes`() async throws {
        BrokenPipe.ignore()
        let pair = try SocketPair()
        let bytes = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 &* 13 >> 1) }
        async let received = onThread { try pair.receive(bytes.count) }
        let number = dup(pair.near)
        try await onThread {
            defer { pair.closeNear() }
            try FileDescriptor(adopting: number).write(bytes.span)
        }
        #expect(try await received == bytes)
    }
}
