import Archive
import Compression
import HTTP
import Lists
import Plan
import TestSupport
import Testing

import enum Archive.ArchiveFormat

@testable import Responder

@Suite(.unit) struct ListNamingTests {
    private func naming(
        _ path: String, _ announced: ArchiveFormat? = nil, offered: [ArchiveFormat] = [.zip, .tar, .tarGzip]
    ) -> ListNaming {
        ListNaming(announced: announced, path: Array(path.utf8), offered: offered)
    }

    private func head(
        name: String? = nil, format: String? = nil, compression: String? = nil
    ) -> ListHead {
        ListHead(
            fileName: name.map { Array($0.utf8) }, format: format.map { Array($0.utf8) },
            compression: compression.map { Array($0.utf8) })
    }

    @Test(
        arguments: [
            ("/x", nil, nil, .zip), ("/x.tar", nil, nil, .tar), ("/x.tar.gz", nil, nil, .tarGzip),
            ("/x.tgz", nil, nil, .tarGzip), ("/x.tar", .zip, nil, .zip), ("/x.tar", nil, "zip", .zip),
            ("/x", .tar, "tar", .tar), ("", nil, nil, .zip), ("/x.rar", nil, nil, .zip),
        ] as [(String, ArchiveFormat?, String?, ArchiveFormat)])
    func `the header decides, then the list, then the path`(
        path: String, announced: ArchiveFormat?, listed: String?, expected: ArchiveFormat
    ) throws {
        #expect(try naming(path, announced).format(head(format: listed)) == expected)
    }

    @Test(
        arguments: [
            ("/x", .zip, "tar", [.zip, .tar]), ("/x", nil, "rar", [.zip]), ("/x", nil, "", [.zip]),
            ("/x", nil, "ZIP", [.zip]), ("/x.tar", nil, nil, [.zip]), ("/x", .tar, nil, [.zip]),
            ("/x", nil, "tar", [.zip]), ("/x", nil, nil, [.tar]),
        ] as [(String, ArchiveFormat?, String?, [ArchiveFormat])])
    func `a format that cannot be is the list's mistake`(
        path: String, announced: ArchiveFormat?, listed: String?, offered: [ArchiveFormat]
    ) {
        let refusal = #expect(throws: Refusal.self) {
            try naming(path, announced, offered: offered).format(head(format: listed))
        }
        #expect(refusal?.status == .badGateway)
        #expect(refusal?.reason.hasPrefix("list: format") == true)
    }

    @Test(
        arguments: [
            ("/a/trip.zip", nil, .zip, "trip.zip"), ("/a/trip.zip", nil, .tar, "trip.tar"),
            ("/trip", nil, .tarGzip, "trip.tar.gz"), ("/", nil, .zip, "archive.zip"),
            ("", nil, .tar, "archive.tar"),
            ("/.zip", nil, .zip, "archive.zip"), ("/x", "my trip", .zip, "my trip.zip"),
            ("/x", "trip.tar.gz", .zip, "trip.zip"), ("/x", "v1.2", .zip, "v1.2.zip"),
            ("/a\nb.zip", nil, .zip, "archive.zip"),
            ("/..", nil, .zip, "archive.zip"), ("/x", "\u{FC}", .zip, "\u{FC}.zip"),
        ] as [(String, String?, ArchiveFormat, String)])
    func `the list names the file, else the path`(
        path: String, name: String?, format: ArchiveFormat, expected: String
    ) throws {
        #expect(try naming(path).fileName(head(name: name), format: format).text == expected)
    }

    @Test(
        arguments: [("/x", "a:b", "a_b.zip"), ("/nul.zip", nil, "nul_.zip")] as [(String, String?, String)])
    func `a location may want names that every system can hold`(path: String, name: String?, expected: String)
        throws
    {
        var naming = naming(path)
        naming.names = .portable
        #expect(try naming.fileName(head(name: name), format: .zip).text == expected)
    }

    @Test(arguments: ["", "a/b", "..", ".", "a\nb", "a\"\u{1}", ".zip", "/etc/passwd"])
    func `a name that no file has is the list's mistake`(name: String) {
        let refusal = #expect(throws: Refusal.self) {
            try naming("/x").fileName(head(name: name), format: .zip)
        }
        #expect(refusal?.status == .badGateway)
        #expect(refusal?.reason.hasPrefix("list: filename") == true)
    }

    @Test func `the list decides on compression, unless the location stores`() throws {
        #expect(try ListNaming.effort(head(), location: .fast) == .fast)
        #expect(try ListNaming.effort(head(), location: .store) == .store)
        for effort in Effort.allCases {
            let head = head(compression: effort.rawValue)
            #expect(try ListNaming.effort(head, location: .auto) == effort)
            #expect(try ListNaming.effort(head, location: .store) == .store)
        }
        for word in ["", "9", "Store", "gzip"] {
            let refusal = #expect(throws: Refusal.self) {
                try ListNaming.effort(head(compression: word), location: .store)
            }
            #expect(refusal?.reason.hasPrefix("list: compression") == true)
        }
    }
}
