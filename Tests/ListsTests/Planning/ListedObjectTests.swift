import Plan
import Remote
import TestSupport
import Testing

@testable import Lists

/// Entries whose content is on other servers.
@Suite(.unit) struct ListedObjectTests {
    private static func plan(_ list: String) throws -> ListPlan {
        let items = ["https://cdn.example.org/media/", "s3://photos/"].compactMap { SourceItem($0) }
        return try ListPlanner.plan(
            .jsonLines, from: PiecewiseList(list),
            sources: SourceMap(root: nil, items: items.map { ($0, nil) }),
            policy: ListPolicy())
    }

    private static func refusal(_ list: String) -> String? {
        do { _ = try plan(list) } catch { return "\(error)" }
        return nil
    }

    private static func fingerprint(_ list: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try plan(list).files.fingerprint { bytes += $0 }
        return bytes
    }

    @Test func `an object is planned as the list says`() throws {
        let list = try Self.plan(
            """
            {"name": "a", "url": "https://cdn.example.org/media/a?sig=1", "size": 7, "etag": "t", "mtime": 9}
            {"name": "b", "s3": "photos/x y", "size": 8, "crc32": "00000001", "mode": "0600"}
            {"name": "c", "text": "c"}
            """)
        let entries = list.plan.entries
        #expect(entries.map(\.size) == [7, 8, 1])
        #expect(entries.map(\.modifiedSeconds) == [9, 9, 9])
        #expect(entries.map(\.permissions) == [0o644, 0o600, 0o644])
        let url = try RemoteURL(Array("https://cdn.example.org/media/a?sig=1".utf8))
        let first = try #require(list.files.object(of: 0, in: list.plan))
        #expect(first.location == .url(url) && first.size == 7 && first.tag == TagHash("t".utf8))
        let second = try #require(list.files.object(of: 1, in: list.plan))
        #expect(
            second.location == .s3(bucket: Array("photos".utf8), key: Array("x y".utf8)) && second.tag == nil)
        #expect(list.files.object(of: 2, in: list.plan) == nil)
        #expect(list.files.checksum(of: 1) == 1 && list.files.hasChecksums && list.files.hasObjects)
    }

    @Test(arguments: [
        (#"{"name": "a", "url": "https://cdn.example.org/media/a"}"#, "line 1, size:"),
        (#"{"name": "a", "url": "https://cdn.example.org/other/a", "size": 1}"#, "line 1, url:"),
        (#"{"name": "a", "url": "http://cdn.example.org/media/a", "size": 1}"#, "line 1, url:"),
        (#"{"name": "a", "url": "https://cdn.example.org@evil/media/a", "size": 1}"#, "line 1, url:"),
        (#"{"name": "a", "url": "file:///etc/passwd", "size": 1}"#, "line 1, url:"),
        (#"{"name": "a", "s3": "other/a", "size": 1}"#, "line 1, s3:"),
        (#"{"name": "a", "s3": "s3://photos/a", "size": 1}"#, "line 1, s3: must be BUCKET/KEY without s3://"),
        (#"{"name": "a", "s3": "photos/a", "size": 0, "crc32": "00000001"}"#, "line 1, crc32:"),
    ])
    func `what may not be fetched is refused before anybody is asked`(list: String, words: String) throws {
        #expect(try #require(Self.refusal(list)).hasPrefix(words))
    }

    @Test(arguments: [
        (#""url": "https://cdn.example.org/other/a?sig=SECRET""#, "url: https://cdn.example.org/other/a"),
        (#""s3": "other/a\u001b?b""#, #"s3: s3://other/a\u{1B}?b"#),
    ])
    func `what may not be fetched is named without its query`(source: String, words: String) throws {
        let refusal = Self.refusal(#"{"name": "a", \#(source), "size": 1}"#)
        #expect(refusal == "line 1, \(words) is beneath no prefix that is allowed here")
    }

    @Test func `the query of a URL tells no archives apart`() throws {
        let signed = (1...2).map {
            #"{"name": "a", "url": "https://cdn.example.org/media/a?sig=\#($0)", "size": 7, "etag": "t"}"#
        }
        #expect(try Self.fingerprint(signed[0]) == Self.fingerprint(signed[1]))
    }

    @Test func `place and version of an object tell archives apart`() throws {
        let url = #""url": "https://cdn.example.org/media/a""#
        let fields = [
            url, #""url": "https://cdn.example.org/media/b""#, #""s3": "photos/a""#, url + #", "etag": "t""#,
            url + #", "etag": "u""#, url + #", "mtime": 1"#, url + #", "mtime": 2"#,
            url + #", "crc32": "00000001""#,
            url + #", "crc32": "00000002""#,
        ]
        let prints = try fields.map { try Self.fingerprint(#"{"name": "a", "size": 7, \#($0)}"#) }
        #expect(Set(prints).count == fields.count)
        // A checksum says more than a tag, which another server may give another.
        let tagged = try Self.fingerprint(#"{"name": "a", "size": 7, \#(fields[7]), "etag": "t"}"#)
        #expect(tagged == prints[7])
    }

    @Test(arguments: [
        (#", "etag": "t""#, true), (#", "mtime": 1"#, true), (#", "crc32": "00000001""#, true),
        (#", "etag": "W/\"t\"""#, false), ("", false),
    ])
    func `an archive is repeatable if each object has a version`(field: String, isRepeatable: Bool) throws {
        let list = #"{"name": "a", "url": "https://cdn.example.org/media/a", "size": 7\#(field)}"#
        #expect(try Self.plan(list).files.isRepeatable == isRepeatable)
        #expect(
            try Self.plan(list + "\n" + #"{"name": "b", "text": "b"}"#).files.isRepeatable == isRepeatable)
    }
}
