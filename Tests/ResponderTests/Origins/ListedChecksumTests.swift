import TestSupport
import Testing

@testable import Responder

/// What the checksums of a list are good for.
@Suite(.unit) struct ListedChecksumTests {
    private let site: RespondingSite
    private let variables: [String: String]

    init() throws {
        site = try RespondingSite("listed")
        variables = ["PENSTOCK_MANIFEST": site.tree.at("lists").text, "PENSTOCK_COMPRESSION": "store"]
        try writeA(0x61)
        try site.tree.file("b", "abc")
    }

    /// Content of one size and time.
    private func writeA(_ byte: UInt8) throws {
        let path = try site.tree.file("a", [UInt8](repeating: byte, count: 100_000))
        try FileSystem.setModified(FileTime(1_700_000_000), of: path)
    }

    private func list(_ lines: [String]) throws {
        try site.tree.file("lists/x.jsonl", lines.joined(separator: "\n"))
    }

    /// CRC-32 of 100,000 times the letter a, by Python's zlib.
    private static let checksum = "1be2fa87"
    private static let listed = [
        #"{"name": "top/"}"#, #"{"name": "top/a", "path": "a", "crc32": "\#(checksum)"}"#,
        #"{"name": "t", "text": "hi"}"#, #"{"name": "b", "path": "b"}"#,
    ]

    @Test(arguments: ["zip", "tar.gz"], [true, false])
    func `a part of a stored archive reads nothing of what it leaves out, if its checksum is listed`(
        format: String, isListed: Bool
    ) throws {
        try list(
            isListed
                ? Self.listed : Self.listed.map { $0.replacing(#", "crc32": "\#(Self.checksum)""#, with: "") }
        )
        let whole = site.ask("/x.\(format)", variables)
        #expect(whole.status == 200)
        // Who reads the file sees that it is another.
        try writeA(0x62)
        // As another instance would answer, which has not sent the archive.
        let other = try RespondingSite("other")
        // The header of the last file, in a zip; the checksum of all, in a gzip.
        let start =
            format == "zip"
            ? try #require(whole.body.ranges(of: [0x50, 0x4B, 0x03, 0x04]).last).lowerBound
            : whole.body.count - 8
        let part = other.ask(
            "/x.\(format)",
            variables.merging([
                "PENSTOCK_ROOT": site.tree.path, "HTTP_RANGE": "bytes=\(start)-",
                "HTTP_IF_RANGE": whole.headers["ETag"] ?? "",
            ]) { $1 })
        #expect(part.status == 206)
        #expect((part.body == Array(whole.body[start...])) == isListed)
    }

    @Test(arguments: ["zip", "tar", "tar.gz"])
    func `content with another checksum than listed breaks the archive off`(format: String) throws {
        try list([#"{"name": "a", "path": "a", "crc32": "1be2fa88"}"#, #"{"name": "b", "path": "b"}"#])
        for compression in ["store", "auto"] {
            let answer = site.ask(
                "/x.\(format)", variables.merging(["PENSTOCK_COMPRESSION": compression]) { $1 })
            #expect(answer.end == .aborted)
            #expect(answer.log["outcome"] == "failed:a: has another checksum than listed")
        }
        try list([#"{"name": "a", "path": "a", "crc32": "\#(Self.checksum)"}"#])
        #expect(site.ask("/x.\(format)", variables).end == .finished)
    }
}
