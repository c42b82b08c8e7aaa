import FileTree
import Plan
import TestSupport
import Testing

@testable import Lists

/// Lists whose every name must be one that every system can hold.
@Suite(.unit) struct PortableListTests {
    private let listed: ListedTree

    init() throws { listed = try ListedTree() }

    private func paths(_ plan: Plan) -> [String] {
        var cursor = plan.archiveCursor
        return plan.entries.indices.map {
            cursor.move(to: $0)
            return String(decoding: cursor.path, as: UTF8.self)
        }
    }

    @Test func `names change in the archive alone, and the content is found`() throws {
        let plan = try listed.plan(
            """
            {"name": "d:/nul.txt", "path": "a.txt", "mtime": 7}
            {"name": "D_/x", "path": "sub/b.txt", "mtime": 9}
            {"name": "d_/X", "text": "text"}
            """
        ) { $0.names = .portable }
        #expect(
            paths(plan.plan) == [
                "d_ (2)/", "d_ (2)/nul_.txt", "D_/", "D_/x", "d_ (3)/", "d_ (3)/X", "RENAMED.txt",
            ])
        let contents = try plan.contents()
        #expect(contents["d:/nul.txt"] == "abc" && contents["D_/x"] == "defgh" && contents["d_/X"] == "text")
        #expect(contents["RENAMED.txt"]?.contains("\nd_ (2)/nul_.txt  <-  d:/nul.txt\n") == true)
        #expect(plan.plan.entries.last?.modifiedSeconds == 9)
        #expect(plan.skippedCount == 0)
        #expect(plan.files.checksum(of: plan.plan.entries.count - 1) == nil)
    }

    @Test func `a top folder around all has the report in it`() throws {
        let plan = try listed.plan(
            #"{"top": "aux", "files": [{"name": "a?", "path": "a.txt"}, {"name": "gone", "path": "none"}]}"#,
            as: .json
        ) { $0.names = .portable }
        #expect(paths(plan.plan) == ["aux_/", "aux_/a_", "aux_/MISSING.txt", "aux_/RENAMED.txt"])
        #expect(try plan.contents()["aux/a?"] == "abc")
    }

    @Test func `links are left out and counted`() throws {
        let list = "{\"name\": \"a\", \"text\": \"\"}\n{\"name\": \"l\", \"link\": \"a\"}"
        let plan = try listed.plan(list) { $0.names = .portable }
        #expect(paths(plan.plan) == ["a", "MISSING.txt"])
        #expect(plan.linkCount == 1)
    }
}
