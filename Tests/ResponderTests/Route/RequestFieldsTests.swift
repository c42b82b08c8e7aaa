import Archive
import FileTree
import HTTP
import Plan
import TestSupport
import Testing

import enum Archive.ArchiveFormat

@testable import Responder

@Suite(.unit) struct RequestFieldsTests {
    private func fields(_ pairs: [(String, String)]) throws -> RequestFields {
        try RequestFields(pairs.map { (name: $0.0, value: Array($0.1.utf8)) })
    }

    @Test(
        arguments: [("zip", .zip), ("tar", .tar), ("tar.gz", .tarGzip), ("tgz", .tarGzip)]
            as [(String, ArchiveFormat)])
    func `knows the formats`(word: String, format: ArchiveFormat) throws {
        #expect(try fields([("format", word)]).format == format)
    }

    @Test func `takes what is there and nothing else`() throws {
        let none = try fields([])
        #expect(none == (try fields([("utm_source", "x"), ("Format", "rar"), ("", "")])))
        #expect(none.format == nil)
        #expect(none.selected == nil)
        #expect(none.name == nil)
        #expect(!none.storesOnly)
        #expect(none.entityTag == nil)
        #expect(none.names == nil)
        let all = try fields([
            ("name", "holiday"), ("select", "b"), ("select", "./a//c/"), ("compression", "store"),
            ("compression", "store"), ("names", "portable"),
        ])
        #expect(all.name == Array("holiday".utf8))
        #expect(all.selected?.map { String(decoding: $0.bytes, as: UTF8.self) } == ["b", "a/c"])
        #expect(all.storesOnly)
        #expect(all.names == .portable)
        #expect(try fields([("names", "exact")]).names == .exact)
    }

    private static let digits = "0123456789abcdef0123456789abcdef"

    @Test(arguments: [digits, "\"\(digits)\"", "W/\"\(digits)\"", digits.uppercased()])
    func `an etag is written as in the header, or without quotes`(value: String) throws {
        #expect(try fields([("etag", value)]).entityTag == Self.digits)
        #expect(try fields([("etag", value), ("etag", Self.digits)]).entityTag == Self.digits)
    }

    @Test(arguments: [
        "", "\"\"", "\"", "W/\"\"", "*", digits + "0", String(digits.dropLast()), "\"\(digits)",
        "\(digits)\"",
        "W/\(digits)", "W/\(digits)\"", "w/\"\(digits)\"", "\"\(digits)\", \"\(digits)\"",
        "\"\(digits)-gzip\"",
        " \(digits)", "\(digits.dropLast())g", "\"\(digits)\"\"",
    ])
    func `an etag that no archive can have is a bad request`(value: String) {
        let refusal = #expect(throws: Refusal.self) { try fields([("etag", value)]) }
        #expect(refusal?.status == .badRequest)
    }

    @Test func `the same twice is once`() throws {
        #expect(try fields([("format", "tgz"), ("format", "tar.gz")]).format == .tarGzip)
        #expect(try fields([("name", "a"), ("name", "a")]).name == [0x61])
    }

    @Test(arguments: [
        ("format", "rar"), ("format", ""), ("format", "ZIP"), ("format", " zip"), ("compression", "best"),
        ("compression", ""), ("compression", "auto"), ("select", ""), ("select", "."), ("select", "./"),
        ("select", "/a"), ("select", "/"), ("select", ".."), ("select", "a/../b"), ("select", "../a"),
        ("select", "a\0b"), ("name", "a\0b"), ("other", "\0"), ("names", ""), ("names", "windows"),
        ("select", String(repeating: "a/", count: 3000)),
    ])
    func `a value that a field cannot have is a bad request`(name: String, value: String) {
        let refusal = #expect(throws: Refusal.self) { try fields([(name, value)]) }
        #expect(refusal?.status == .badRequest)
    }

    @Test(arguments: [
        ("format", "zip", "tar"), ("name", "a", "b"), ("name", "a", ""),
        ("etag", digits, String(digits.reversed())),
        ("names", "exact", "portable"),
    ])
    func `two different values are a bad request`(name: String, first: String, second: String) {
        #expect(throws: Refusal.self) { try fields([(name, first), (name, second)]) }
    }

    @Test func `a selection may fill the largest body`() throws {
        let pair = (name: "select", value: Array("a".utf8))
        let pairs = [(name: String, value: [UInt8])](repeating: pair, count: 116_000)
        #expect(try RequestFields(pairs).selected?.count == 116_000)
    }
}
