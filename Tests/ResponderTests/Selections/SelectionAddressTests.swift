import FileTree
import HTTP
import TestSupport
import Testing

import enum Archive.ArchiveFormat

@testable import Responder

@Suite(.unit) struct SelectionAddressTests {
    private func address(_ form: String, query: String = "") throws -> SelectionAddress {
        let fields = try URLEncoding.fields(Array((query + "&" + form).utf8))
        return SelectionAddress(try RequestFields(fields), query: Array(query.utf8))
    }

    private func query(
        _ form: String, query: String = "", selecting names: [String]
    ) throws -> String? {
        try address(form, query: query).query(selecting: names.map { Array($0.utf8) })
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private struct Row {
        var form = ""
        var query = ""
        var names: [String] = []
        let expected: String
    }

    private static let rows: [Row] = [
        Row(expected: ""), Row(form: "format=zip", expected: "format=zip"),
        Row(
            form: "format=tgz&select=x", names: ["b", "a/c"],
            expected: "select=b&select=a/c&format=tar.gz"),
        Row(query: "format=zip", names: ["b"], expected: "select=b&format=zip"),
        Row(
            form: "etag=\(digits)&compression=store&names=exact&name=h%26&format=tar&only=selected&select=b",
            names: ["b"],
            expected: "select=b&format=tar&name=h%26&names=exact&compression=store&etag=\(digits)"),
        Row(
            names: ["a b+c&d=e#f%g?h", "ünï", "\"<'>\n"],
            expected: "select=a%20b%2Bc%26d%3De%23f%25g%3Fh&select=%C3%BCn%C3%AF&select=%22%3C%27%3E%0A"),
        // What a server in front may have signed stays as it is.
        Row(
            form: "format=zip&csrf=1", query: "md5=a%2fb%2B&expires=9&&Select=z&x", names: ["b"],
            expected: "md5=a%2fb%2B&expires=9&Select=z&x&select=b&format=zip"),
        Row(
            query: "s%65lect=q&selection=\(digits)&only=selected&select-escaped=q", names: ["b"],
            expected: "select=b"),
        Row(query: "x=\u{FC} \"", expected: "x=%C3%BC%20%22"),
    ]

    @Test(arguments: rows.indices)
    func `says what the form and its own query say`(number: Int) throws {
        let row = Self.rows[number]
        #expect(try query(row.form, query: row.query, selecting: row.names) == row.expected)
    }

    @Test func `a name that is not UTF-8 is its bytes`() throws {
        let query = try address("").query(selecting: [[0x63, 0xE9, 0xFF]])
        #expect(query == Array("select=c%E9%FF".utf8))
    }

    @Test func `what is said is what was asked for`() throws {
        for byte in UInt8(1)...255 where byte != UInt8(ascii: "/") && byte != UInt8(ascii: ".") {
            let query = try #require(try address("format=zip").query(selecting: [[0x61, byte]]))
            let fields = try RequestFields(try URLEncoding.fields(query))
            #expect(fields.selected?.map(\.bytes) == [[0x61, byte]] && fields.format == .zip)
            #expect(query.allSatisfy { 0x21...0x7E ~= $0 })
        }
    }

    @Test func `a query of the greatest length fits, and none that is longer`() throws {
        let room = SelectionAddress.longest - "select=&format=zip".utf8.count
        for (count, fits) in [(room, true), (room + 1, false), (1 << 20, false)] {
            let name = String(repeating: "n", count: count)
            let query = try query("format=zip", selecting: [name])
            #expect((query != nil) == fits)
            #expect(query?.utf8.count ?? SelectionAddress.longest == SelectionAddress.longest)
        }
    }

    @Test func `a kept selection takes the place of its names`() throws {
        let query = try address("format=zip&select=x", query: "u=1").query(ofKept: Self.digits)
        #expect(query == Array("u=1&selection=\(Self.digits)&format=zip".utf8))
        let long = "u=" + String(repeating: "1", count: SelectionAddress.longest)
        #expect(try address("", query: long).query(ofKept: Self.digits) == nil)
    }

    private static let digits = "0123456789abcdef0123456789abcdef"
}
