import Archive
import FastCGI
import FileTree
import TestSupport
import Testing

@testable import Responder

@Suite struct PreparedArchiveTests {
    private let tree: TemporaryTree

    init() throws {
        tree = try TemporaryTree("prepared")
        try tree.file("d/a.txt", "abc", modified: FileTime(784_111_777))
        try FileSystem.makeFIFO(tree.at("d/fifo"))
        try FileSystem.setModified(FileTime(1000), of: tree.at("d"))
    }

    private func headers(_ path: String, isForm: Bool = false) throws -> [String: String] {
        let root = try Root(path: tree.path)
        let request = try ArchiveRequest(
            path: Array(path.utf8), fields: RequestFields([]), settings: LocationSettings(MetaVariables()),
            rootName: [])
        let plan = try TreePlanner.plan(request.tree, beneath: root)
        let prepared = PreparedArchive(
            request, plan, beneath: root, isForm: isForm, checksums: ChecksumIndex()
        ) { false }
        let pairs = prepared.head.headers.map { ($0.name.description, $0.value) }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    @Test func `a length that is known is promised`() throws {
        let headers = try headers("/d.tar")
        #expect(headers["Content-Type"] == "application/x-tar")
        #expect(headers["Content-Length"] == "2560")
        #expect(headers["Content-Disposition"]?.contains("filename=\"d.tar\"") == true)
        #expect(headers["Last-Modified"] == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(headers["Cache-Control"] == "private, no-cache")
        #expect(headers["X-Archive-Entries"] == "2")
        #expect(headers["X-Archive-Bytes"] == "3")
        #expect(headers["X-Archive-Skipped"] == "1")
        #expect(headers["X-Accel-Buffering"] == "no")
        #expect(headers["X-Content-Type-Options"] == "nosniff")
        #expect(headers["ETag"]?.count == 34)
    }

    @Test func `a length that only compressing tells is not`() throws {
        #expect(try headers("/d.zip")["Content-Length"] == nil)
    }

    @Test func `the answer to a form is not stored`() throws {
        #expect(try headers("/d.zip", isForm: true)["Cache-Control"] == "no-store")
    }

    @Test func `a time in the future is not told`() throws {
        try FileSystem.setModified(FileTime(32_000_000_000), of: tree.at("d/a.txt"))
        #expect(try headers("/d.zip")["Last-Modified"] == nil)
    }
}
