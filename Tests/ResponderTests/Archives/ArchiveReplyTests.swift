import Archive
import FileTree
import Gateway
import HTTP
import Plan
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct ArchiveReplyTests {
    private let tree: TemporaryTree

    init() throws {
        tree = try TemporaryTree("prepared")
        try tree.file("d/a.txt", "abc", modified: FileTime(784_111_777))
        try FileSystem.makeFIFO(tree.at("d/fifo"))
        try FileSystem.setModified(FileTime(1000), of: tree.at("d"))
    }

    private func headers(
        _ path: String, range: Range<UInt64>? = nil, isModified: Bool = true, isForm: Bool = false
    ) throws -> [String: String] {
        let root = try Root(path: tree.path)
        let request = try ArchiveRequest(
            path: Array(path.utf8), fields: RequestFields([]), settings: LocationSettings(MetaVariables()),
            rootName: FolderName("root"))
        let origin = try TreeOrigin(
            request, beneath: root, checksums: ChecksumIndex(), readers: ReaderPool(threads: 1)
        ) { false }
        let prepared = PreparedArchive(origin)
        let index = ArchiveIndex()
        let length = prepared.archive.length(knowing: index)
        var extent = ArchiveReply.Extent.whole
        if let range { extent = .part(prepared.archive.part(range, knowing: index)) }
        if !isModified { extent = .notModified }
        let reply = ArchiveReply(extent: extent, index: index, length: length)
        #expect(reply.status.rawValue == (!isModified ? 304 : range == nil ? 200 : 206))
        let pairs = reply.head(for: prepared, isForm: isForm).headers.map { ($0.name, $0.text) }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    @Test func `a length that is known is promised`() throws {
        let headers = try headers("/d.tar")
        #expect(headers["Content-Type"] == "application/x-tar")
        #expect(headers["Content-Length"] == "3584")
        #expect(headers["Content-Disposition"]?.contains("filename=\"d.tar\"") == true)
        #expect(headers["Last-Modified"] == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(headers["Cache-Control"] == "private, no-cache, no-transform")
        #expect(headers["X-Archive-Entries"] == "3")
        #expect(headers["X-Archive-Bytes"] == "48")
        #expect(headers["X-Archive-Skipped"] == "1")
        #expect(headers["X-Accel-Buffering"] == "no")
        #expect(headers["X-Content-Type-Options"] == "nosniff")
        #expect(headers["X-Robots-Tag"] == "noindex, nofollow")
        #expect(headers["ETag"]?.count == 34)
        #expect(headers["Accept-Ranges"] == "bytes")
        #expect(headers["Content-Range"] == nil)
    }

    @Test func `a part tells its place`() throws {
        let headers = try headers("/d.tar", range: 512..<1000)
        #expect(headers["Content-Length"] == "488")
        #expect(headers["Content-Range"] == "bytes 512-999/3584")
        #expect(headers["X-Archive-Bytes"] == "48")
    }

    @Test func `what the client has is only named`() throws {
        let headers = try headers("/d.tar", isModified: false)
        #expect(
            Set(headers.keys) == [
                "ETag", "Last-Modified", "Cache-Control", "X-Accel-Buffering", "X-Content-Type-Options",
                "X-Robots-Tag",
            ])
    }

    @Test func `a length that only compressing tells is not`() throws {
        let headers = try headers("/d.zip")
        #expect(headers["Content-Length"] == nil)
        #expect(headers["Accept-Ranges"] == "none")
    }

    @Test func `the answer to a form is not stored`() throws {
        #expect(try headers("/d.zip", isForm: true)["Cache-Control"] == "no-store, no-transform")
    }

    @Test func `a time in the future is not told`() throws {
        try FileSystem.setModified(FileTime(32_000_000_000), of: tree.at("d/a.txt"))
        #expect(try headers("/d.zip")["Last-Modified"] == nil)
    }
}
