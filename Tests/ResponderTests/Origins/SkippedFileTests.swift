import TestSupport
import Testing

@testable import Responder

/// What the log says of files that are left out.
@Suite(.unit) struct SkippedFileTests {
    private func log(_ list: String) throws -> [String: String] {
        let site = try RespondingSite("skipped")
        try site.tree.file("a", "abc")
        try site.tree.file("lists/x.json", list)
        return site.ask("/x.zip", ["PENSTOCK_MANIFEST": site.tree.at("lists").text]).log
    }

    @Test func `the first file of a list that is missing is named with the reason`() throws {
        let log = try log(
            #"[{"name": "a", "path": "a"}, {"name": "x/b c", "path": "b"}, {"name": "d", "path": "d"}]"#)
        #expect(log["skipped"] == "2")
        #expect(log["first-skipped"] == "x/b c: No such file or directory")
        #expect(log["outcome"] == "complete")
    }

    @Test func `nothing is named where nothing is left out`() throws {
        let log = try log(#"[{"name": "a", "path": "a"}]"#)
        #expect(log["skipped"] == "0" && log["first-skipped"] == nil)
    }

    @Test func `a long name is cut`() throws {
        let name = Array(repeating: "directory", count: 120).joined(separator: "/")
        let log = try log(#"[{"name": "a", "path": "a"}, {"name": "\#(name)", "path": "b"}]"#)
        #expect(log["first-skipped"] == "\(name.prefix(1024)): No such file or directory")
    }
}
