import Archive
import HTTP
import TestSupport
import Testing

import enum Archive.ArchiveFormat

@testable import Responder

@Suite(.unit) struct ArchiveNameTests {
    @Test(
        arguments: [
            ("holiday", .zip, "holiday"), ("holiday.zip", .zip, "holiday"),
            ("holiday.zip", .tar, "holiday.zip"),
            ("a.tgz", .tarGzip, "a"), ("a.tar.gz", .tarGzip, "a"),
            ("caf\u{E9}", .zip, "caf\u{E9}"),
            (" ", .zip, " "), ("...", .zip, "..."),
        ] as [(String, ArchiveFormat, String)])
    func `a wish loses the ending that will be added`(wish: String, format: ArchiveFormat, name: String)
        throws
    {
        #expect(try ArchiveName.wished(Array(wish.utf8), format: format) == Array(name.utf8))
    }

    @Test(arguments: [
        "", ".", "..", ".zip", "..zip", "...zip", "a/b", #"a\b"#, "../../etc", "a\nb", "a\u{7F}", "\u{0}",
        "/",
    ])
    func `a wish for what is no file name is a bad request`(wish: String) {
        let refusal = #expect(throws: Refusal.self) { try ArchiveName.wished(Array(wish.utf8), format: .zip) }
        #expect(refusal?.status == .badRequest)
    }

    @Test func `a wish has at most 255 bytes and is UTF-8`() throws {
        #expect(try ArchiveName.wished([UInt8](repeating: 0x61, count: 255), format: .zip).count == 255)
        #expect(throws: Refusal.self) {
            try ArchiveName.wished([UInt8](repeating: 0x61, count: 256), format: .zip)
        }
        #expect(throws: Refusal.self) { try ArchiveName.wished([0xFF], format: .zip) }
    }

    @Test(arguments: [
        ("a", true), ("a b", true), ("...", true), (".a", true), ("", false), (".", false), ("..", false),
        ("a/b", false), ("/", false), (#"a\"#, false), ("\u{1}", false), ("a\u{7F}", false),
    ])
    func `a component has no separator and no control character`(name: String, isSafe: Bool) {
        #expect(ArchiveName.isSafe(Array(name.utf8)) == isSafe)
    }
}
