import Archive
import TestSupport
import Testing

import enum Archive.ArchiveFormat

@testable import Responder

/// Requests in HTTP/1.0, where only a length tells of an archive that was cut.
@Suite(.unit) struct OldVersionTests {
    private static let old = ["SERVER_PROTOCOL": "HTTP/1.0"]

    private func site() throws -> RespondingSite {
        let site = try RespondingSite("version")
        try site.tree.compressibleFile("d/a", size: 300_000)
        return site
    }

    @Test(arguments: ArchiveFormat.allCases)
    func `an archive has a length, before and after its index is known`(format: ArchiveFormat) throws {
        let site = try site()
        let path = "/d\(format.suffixes[0])"
        let first = site.ask(path, Self.old)
        #expect(first.status == 200 && first.headers["Content-Length"] == String(first.body.count))
        let compressed = site.ask(path, ["SERVER_PROTOCOL": "HTTP/1.1"])
        #expect((compressed.headers["ETag"] == first.headers["ETag"]) == (format == .tar))
        #expect((compressed.body.count < first.body.count) == (format != .tar))
        let second = site.ask(path, Self.old)
        #expect(second.headers["ETag"] == first.headers["ETag"])
        let isEqual = second.body == first.body
        #expect(isEqual)
        let rest = site.ask(
            path,
            Self.old.merging([
                "HTTP_RANGE": "bytes=100000-", "HTTP_IF_RANGE": first.headers["ETag"] ?? "",
            ]) { $1 })
        #expect(rest.status == 206)
        let isRest = rest.body == Array(first.body[100_000...])
        #expect(isRest)
    }

    @Test(arguments: ArchiveFormat.allCases)
    func `that of a list has one, whatever the list says`(format: ArchiveFormat) throws {
        let site = try site()
        try site.tree.file(
            "lists/x.json", #"{"compression": "best", "files": [{"name": "a", "path": "d/a"}]}"#)
        let lists = ["PENSTOCK_MANIFEST": site.tree.at("lists").text]
        let answer = site.ask("/x\(format.suffixes[0])", lists.merging(Self.old) { $1 })
        #expect(answer.status == 200 && answer.body.count > 300_000)
        #expect(answer.headers["Content-Length"] == String(answer.body.count))
    }
}
