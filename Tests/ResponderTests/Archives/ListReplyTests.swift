import Archive
import Compression
import FileTree
import Gateway
import HTTP
import HTTPClient
import Lists
import Remote
import TestSupport
import Testing

@testable import Responder

/// The head of a list's archive.
@Suite(.unit) struct ListReplyTests {
    /// A list in memory.
    private final class Text: ListInput {
        private var bytes: [UInt8]

        init(_ text: String) { bytes = Array(text.utf8) }

        func read(atMost limit: Int, appendingTo buffer: inout [UInt8]) throws(ListInputError) {
            let count = min(limit, bytes.count)
            buffer += bytes.prefix(count)
            bytes.removeFirst(count)
        }
    }

    private func lines(
        _ announced: [(String, String)], list: String = #"[{"name": "a", "text": "x", "mtime": 7}]"#,
        isModified: Bool = true, isForm: Bool = false
    ) throws -> [String] {
        let announcement = try ListAnnouncement(
            status: 200,
            headers: ([("X-Archive-Files", "tar")] + announced).map { (name: $0.0, value: Array($0.1.utf8)) })
        let plan = try ListPlanner.plan(
            .json, from: Text(list), sources: SourceMap(root: nil), policy: ListPolicy())
        let naming = ListNaming(
            announced: announcement?.format, path: Array("/trip".utf8), offered: [.zip, .tar])
        let prepared = PreparedArchive(
            try ListOrigin(
                plan, naming, try LocationSettings(MetaVariables()), announcement,
                origins: Origins(HTTPClient()), rules: .nothing,
                checksums: ChecksumIndex(), readers: ReaderPool(threads: 1)))
        let index = ArchiveIndex()
        let reply = ArchiveReply(
            extent: isModified ? .whole : .notModified, index: index,
            length: prepared.archive.length(knowing: index))
        return reply.head(for: prepared, isForm: isForm).headers.map { "\($0.name): \($0.text)" }
    }

    private func values(_ name: String, _ lines: [String]) -> [String] {
        lines.filter { $0.lowercased().hasPrefix(name.lowercased() + ": ") }
            .map { String($0.dropFirst(name.utf8.count + 2)) }
    }

    @Test func `without the application's fields they are as for any archive`() throws {
        let lines = try lines([])
        #expect(values("Cache-Control", lines) == ["private, no-cache, no-transform"])
        #expect(values("Content-Disposition", lines).first?.contains("filename=\"trip.tar\"") == true)
        #expect(values("Content-Type", lines) == ["application/x-tar"])
        #expect(values("ETag", lines).count == 1 && values("Set-Cookie", lines).isEmpty)
    }

    @Test func `the application's fields are taken over`() throws {
        let announced = [
            ("set-cookie", "a=1"), ("Cache-Control", "public, max-age=5"), ("Set-Cookie", "b=2"),
            ("Vary", "Cookie"),
            ("ETag", "\"theirs\""), ("Content-Disposition", "inline; filename=\"x\""),
        ]
        for isModified in [true, false] {
            let lines = try lines(announced, isModified: isModified)
            #expect(values("Set-Cookie", lines) == ["a=1", "b=2"])
            #expect(values("Cache-Control", lines) == ["public, max-age=5, no-transform"])
            #expect(values("Vary", lines) == ["Cookie"])
            #expect(values("ETag", lines).count == 1 && !values("ETag", lines).contains("\"theirs\""))
            #expect(values("Content-Disposition", lines) == (isModified ? ["inline; filename=\"x\""] : []))
        }
    }

    @Test func `the answer to a form is not stored whatever the application says`() throws {
        let lines = try lines([("Cache-Control", "public"), ("Set-Cookie", "a=1")], isForm: true)
        #expect(values("Cache-Control", lines) == ["no-store, no-transform"])
        #expect(values("Set-Cookie", lines) == ["a=1"])
    }

    @Test(
        arguments: [
            (["public, No-Transform"], ["public, No-Transform"]),
            (["no-transform", "public"], ["no-transform", "public"]), ([""], ["no-transform"]),
            (["public", "max-age=5"], ["public", "max-age=5, no-transform"]),
            (["x=no-transform"], ["x=no-transform, no-transform"]),
        ] as [([String], [String])])
    func `no proxy may change an archive, whatever the application says of caches`(
        announced: [String], answered: [String]
    ) throws {
        #expect(values("Cache-Control", try lines(announced.map { ("Cache-Control", $0) })) == answered)
    }

    @Test func `a file name of the list counts more than the application's`() throws {
        let list = #"{"filename": "mine", "files": [{"name": "a", "text": "x"}]}"#
        let lines = try lines([("Content-Disposition", "inline; filename=\"x\"")], list: list)
        #expect(values("Content-Disposition", lines).first?.contains("filename=\"mine.tar\"") == true)
        #expect(values("Content-Disposition", lines).count == 1)
    }

    @Test func `what the application sets does not change the archive`() throws {
        let tag = values("ETag", try lines([]))
        #expect(values("ETag", try lines([("Set-Cookie", "a=1"), ("Cache-Control", "public")])) == tag)
        let other = try lines([], list: #"[{"name": "a", "text": "y", "mtime": 7}]"#)
        #expect(values("ETag", other) != tag)
    }
}
