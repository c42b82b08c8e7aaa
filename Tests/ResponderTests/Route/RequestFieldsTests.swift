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

    private static let escaped: [(value: String, name: [UInt8])] = [
        ("caf%E9", [0x63, 0x61, 0x66, 0xE9]), ("a%0Ab", [0x61, 0x0A, 0x62]), ("1%25", [0x31, 0x25]),
        ("a+b c", [0x61, 0x2B, 0x62, 0x20, 0x63]), ("s/%2e/x/", [0x73, 0x2F, 0x78]),
        ("a%2Fb", [0x61, 0x2F, 0x62]),
    ]

    @Test(arguments: escaped)
    func `an escaped name is decoded once more`(value: String, name: [UInt8]) throws {
        let both = try fields([("select-escaped", value), ("select", "z")])
        #expect(both.selected?.map(\.bytes) == [name, [0x7A]])
    }

    @Test func `an empty selection is a mistake if the form says so`() throws {
        for pairs in [[("only", "selected")], [("format", "zip"), ("only", "selected")]] {
            #expect(throws: Refusal.nothingSelected) { try fields(pairs) }
        }
        #expect(try fields([("only", "selected"), ("select", "a")]) == (try fields([("select", "a")])))
        #expect(Refusal.nothingSelected.status == .badRequest)
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
        ("select", "a\0b"), ("name", "a\0b"), ("other", "\0"), ("only", ""), ("only", "all"),
        ("select-escaped", ""), ("select-escaped", "%"), ("select-escaped", "a%2"), ("select-escaped", "%zz"),
        ("select-escaped", "%00"), ("select-escaped", "a%00b"), ("select-escaped", "%2Fa"),
        ("select-escaped", "a%2F..%2Fb"), ("select-escaped", "%2e%2e"), ("names", ""), ("names", "windows"),
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

    @Test func `a selection may fill the longest form`() throws {
        let pair = (name: "select", value: Array("a".utf8))
        let pairs = [(name: String, value: [UInt8])](repeating: pair, count: FormFields.limit)
        #expect(try RequestFields(pairs).selected?.count == FormFields.limit)
    }
}
