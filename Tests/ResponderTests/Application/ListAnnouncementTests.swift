import Archive
import HTTP
import Lists
import TestSupport
import Testing

import enum Archive.ArchiveFormat

@testable import Responder

@Suite(.unit) struct ListAnnouncementTests {
    private func announcement(_ headers: [(String, String)], status: Int = 200) throws -> ListAnnouncement? {
        try ListAnnouncement(
            status: status, headers: headers.map { (name: $0.0, value: Array($0.1.utf8)) })
    }

    @Test(
        arguments: [
            ("zip", .zip), ("tar", .tar), ("tar.gz", .tarGzip), ("auto", nil), ("ZIP", .zip), ("Auto", nil),
        ] as [(String, ArchiveFormat?)])
    func `the field says the format`(value: String, format: ArchiveFormat?) throws {
        for name in ["X-Archive-Files", "x-archive-files"] {
            let announcement = try #require(try announcement([(name, value)]))
            #expect(announcement.format == format && announcement.form == .text)
            #expect(announcement.headers.isEmpty && announcement.disposition == nil)
        }
    }

    @Test(arguments: ["", "rar", "zip,tar", "zip x", "1"])
    func `another format is the application's mistake`(value: String) {
        let refusal = #expect(throws: Refusal.self) { try announcement([("X-Archive-Files", value)]) }
        #expect(refusal?.status == .badGateway)
        #expect(refusal?.reason.contains("X-Archive-Files") == true)
    }

    @Test(arguments: [
        (200, ["Content-Type": "application/json"], true),
        (200, ["content-type": "Application/JSON; charset=utf-8"], true),
        (200, ["Content-Type": "application/jsonl"], true), (200, ["Content-Type": "text/html"], false),
        (200, [:], false), (403, ["Content-Type": "application/json"], false),
        (200, ["Content-Type": "application/json", "X-Archive-Files": "zip"], false),
    ])
    func `JSON without the field is a list whose field was forgotten`(
        status: Int, headers: [String: String], isMissing: Bool
    ) {
        let headers = headers.map { (name: $0.key, value: Array($0.value.utf8)) }
        #expect(ListAnnouncement.isMissing(status: status, headers: headers) == isMissing)
    }

    @Test(arguments: [100, 201, 203, 204, 206, 302, 304, 404, 500])
    func `only a 200 is a list`(status: Int) throws {
        #expect(try announcement([("X-Archive-Files", "zip")], status: status) == nil)
    }

    @Test func `nothing but the field makes a list`() throws {
        let headers = [
            ("Content-Type", "application/json"), ("X-Archive-File", "zip"), ("X-Archive-Name", "x"),
            ("Content-Disposition", "attachment; filename=x.zip"),
        ]
        #expect(try announcement(headers) == nil)
    }

    @Test(arguments: [
        ("application/json", ListForm.json), ("Application/JSON; charset=utf-8", .json),
        ("application/jsonl", .jsonLines), ("application/x-ndjson;x", .jsonLines), ("text/plain", .text),
        ("application/jsonx", .text), ("", .text),
    ])
    func `the media type says how a list is written`(type: String, form: ListForm) throws {
        #expect(try announcement([("X-Archive-Files", "zip"), ("Content-Type", type)])?.form == form)
    }

    @Test func `some fields are taken over, and no others`() throws {
        let announcement = try #require(
            try announcement([
                ("Set-Cookie", "a=1"), ("X-Archive-Files", "zip"), ("ETag", "\"x\""), ("set-cookie", "b=2"),
                ("Cache-Control", "public"), ("Vary", "Cookie"), ("Last-Modified", "x"), ("X-Mine", "x"),
                ("Content-Length", "7"), ("Accept-Ranges", "none"), ("Content-Encoding", "gzip"),
                ("Vary", "Cookie\u{0}"), ("Content-Disposition", "inline; filename=y"), ("Location", "/x"),
                ("X-Accel-Redirect", "/x"), ("Status", "404"),
            ]))
        #expect(
            announcement.headers.map { "\($0.name): \($0.text)" } == [
                "Set-Cookie: a=1", "set-cookie: b=2", "Cache-Control: public", "Vary: Cookie",
            ])
        #expect(announcement.disposition?.text == "inline; filename=y")
    }

    @Test func `fields of mod_zip that have no effect are told`() throws {
        let announcement = try announcement([
            ("X-Archive-Files", "zip"), ("X-Archive-Charset", "native;cp866"),
            ("x-archive-pass-headers", "Cookie"),
            ("Content-Type", "text/plain"),
        ])
        #expect(announcement?.ignored == ["X-Archive-Charset", "x-archive-pass-headers"])
    }
}
