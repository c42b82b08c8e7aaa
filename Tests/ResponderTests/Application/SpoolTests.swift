import Archive
import FileTree
import HTTP
import Lists
import TestSupport
import Testing

import enum Archive.ArchiveFormat

@testable import Responder

@Suite(.unit) struct SpoolTests {
    private let tree: TemporaryTree
    private let spool: Spool

    init() throws {
        tree = try TemporaryTree("spool")
        try tree.file("lists/a.json", "json", modified: FileTime(1000))
        try tree.file("lists/a.jsonl", "lines", modified: FileTime(1000))
        try tree.file("lists/sub/b.jsonl", "lines", modified: FileTime(1000))
        try tree.file("lists/c.txt", "text", modified: FileTime(1000))
        try tree.file("lists/.json", "hidden", modified: FileTime(1000))
        try tree.directory("lists/dir.json")
        try tree.file("outside.json", "outside", modified: FileTime(1000))
        try tree.link("lists/out.json", to: "../outside.json")
        try tree.link("lists/in.json", to: "a.json")
        try FileSystem.makeFIFO(tree.at("lists/fifo.json"))
        spool = Spool(root: try Root(path: tree.at("lists").text), age: 60)
    }

    private func open(_ path: String, now: Int64 = 1000) throws -> (
        text: String, form: ListForm, format: ArchiveFormat?
    ) {
        let list = try spool.open(Array(path.utf8), now: now, limit: 100)
        var bytes: [UInt8] = []
        try list.input.read(atMost: 100, appendingTo: &bytes)
        return (String(decoding: bytes, as: UTF8.self), list.form, list.format)
    }

    @Test(
        arguments: [
            ("/a.zip", "json", .json, .zip), ("/a", "json", .json, nil),
            ("a.tar.gz", "json", .json, .tarGzip),
            ("/sub//b.tar", "lines", .jsonLines, .tar), ("/./c.zip", "text", .text, .zip),
            ("/in.zip", "json", .json, .zip),
        ] as [(String, String, ListForm, ArchiveFormat?)])
    func `a list has the path's name and another ending`(
        path: String, text: String, form: ListForm, format: ArchiveFormat?
    ) throws {
        let list = try open(path)
        #expect(list.text == text && list.form == form && list.format == format)
    }

    @Test(arguments: [
        "", "/", "/none.zip", "/dir.zip", "/fifo.zip", "/out.zip", "/../outside.zip", "/sub/../../outside",
        "/a/",
        "/a.json", "/a.zip/", "/sub", "/a.json/x.zip", "/a\u{0}", "/A.zip",
        "/\(String(repeating: "x", count: 255))",
        "/\(String(repeating: "y/", count: 3000))x",
    ])
    func `anything else is not found`(path: String) {
        let refusal = #expect(throws: Refusal.self) { try open(path) }
        #expect(refusal?.status == .notFound, "\(path.prefix(40))")
    }

    @Test func `a list is good for some seconds`() throws {
        #expect(try open("/a", now: 1060).text == "json")
        #expect(try open("/a", now: 0).text == "json")
        let refusal = #expect(throws: Refusal.self) { try open("/a", now: 1061) }
        #expect(refusal?.status == .gone)
    }
}
