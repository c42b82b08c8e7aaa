import TestSupport
import Testing

@testable import SystemCalls

/// What openat2 makes of paths that lead out.
@Suite(.unit) struct FileDescriptorConfinementTests {
    /// `root/inside/file`, links of every kind beside it, and `outside` next to the root.
    private let tree: TemporaryTree

    init() throws {
        tree = try TemporaryTree("confined")
        try tree.file("outside", "secret")
        try tree.file("root/inside/file", "x")
        try tree.link("root/up", to: "../outside")
        try tree.link("root/absolute", to: tree.at("root/inside/file"))
        try tree.link("root/far", to: "/etc/passwd")
        try tree.link("root/near", to: "inside/file")
        try tree.link("root/inside/back", to: "../inside/file")
        try tree.link("root/self", to: "self")
        try tree.link("root/dangling", to: "nothing")
        try tree.link("root/folder", to: "inside")
        try FileSystem.makeFIFO(tree.at("root/fifo"))
    }

    @Test(
        arguments: [
            ("..", .crossesRoot), ("../outside", .crossesRoot), ("inside/../../outside", .crossesRoot),
            ("/etc/passwd", .crossesRoot), ("/", .crossesRoot),
            ("up", .crossesRoot), ("absolute", .crossesRoot), ("far", .crossesRoot), ("self", .crossesRoot),
            ("dangling", .notFound), ("nothing", .notFound), ("inside/file/x", .notFound),
            ("inside/file/../../../outside", .notFound),
            ("in\0side", .notFound), ("", .notFound),
        ] as [(String, SystemCallError.Kind)])
    func `opens nothing outside, whatever the path`(path: String, kind: SystemCallError.Kind) throws {
        let root = try FileDescriptor.open(tree.at("root"), for: .directory)
        let error = #expect(throws: SystemCallError.self) {
            _ = try root.open(beneath: path, for: .content)
        }
        #expect(error?.kind == kind)
    }

    @Test(arguments: [
        "near", "inside/file", "folder/file", "inside/back", "inside/../near", "./inside//file",
    ])
    func `opens what stays beneath`(path: String) throws {
        let root = try FileDescriptor.open(tree.at("root"), for: .directory)
        let file = try root.open(beneath: path, for: .content)
        #expect(try read(file) == Array("x".utf8))
    }

    @Test(arguments: ["near", "folder/file", "inside/back"])
    func `refuses every link if links are not followed`(path: String) throws {
        let root = try FileDescriptor.open(tree.at("root"), for: .directory)
        let error = #expect(throws: SystemCallError.self) {
            _ = try root.open(beneath: path, for: .path, followingLinks: false)
        }
        #expect(error?.kind == .crossesRoot)
    }

    @Test(arguments: ["self/root", "self/fd/0", "self/cwd", "thread-self/root/etc"])
    func `follows no magic link`(path: String) throws {
        let root = try FileDescriptor.open("/proc", for: .directory)
        let error = #expect(throws: SystemCallError.self) {
            _ = try root.open(beneath: path, for: .path)
        }
        #expect(error?.kind == .crossesRoot)
    }

    @Test func `opening a FIFO does not wait for a writer`() throws {
        let root = try FileDescriptor.open(tree.at("root"), for: .directory)
        for access in [FileDescriptor.Access.content, .path] {
            let fifo = try root.open(beneath: "fifo", for: access)
            #expect(try fifo.status().kind == .fifo)
        }
    }

    @Test func `a path longer than the system takes is not found`() throws {
        let root = try FileDescriptor.open(tree.at("root"), for: .directory)
        for count in [256, 4095, 4096, 70_000] {
            let path = String(repeating: "a", count: count)
            let error = #expect(throws: SystemCallError.self) {
                _ = try root.open(beneath: path, for: .path)
            }
            #expect(error?.kind == .notFound, "\(count) bytes")
        }
    }

    private func read(_ file: borrowing FileDescriptor) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try bytes.append(addingCapacity: 100) { try file.read(into: &$0, atMost: 100) }
        return bytes
    }
}
