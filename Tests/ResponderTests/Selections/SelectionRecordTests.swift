import FileTree
import Gateway
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct SelectionRecordTests {
    @Test func `has the names that were selected, each once`() throws {
        let place = SelectionPlace.example
        let record = try SelectionRecord.example(["b", "a/x", "b", "a/x/y", "c\n\u{FC}"])
        #expect(
            record.names(at: place)?.map { Array($0) } == ["a/x", "b", "c\n\u{FC}"].map { Array($0.utf8) })
        #expect(try SelectionRecord.example(["c\n\u{FC}", "a/x", "b"]) == record)
    }

    @Test func `is called what its bytes hash to`() throws {
        // printf 'penstock selection 1\n/srv\0/archive/d\0a\0b' | sha256sum
        let record = try SelectionRecord.example(["a", "b"])
        #expect(record.bytes == Array("penstock selection 1\n/srv\0/archive/d\0a\0b".utf8))
        #expect(record.tag.text == "782848257d3fca9fb889f9c63bc60f4f")
        #expect(SelectionRecord(record.bytes, keptUnder: record.tag) == record)
        #expect(try record.tag != SelectionRecord.example(["a"]).tag)
    }

    @Test func `bytes that are changed are no record`() throws {
        let record = try SelectionRecord.example(["a", "b"])
        for place in record.bytes.indices {
            var bytes = record.bytes
            bytes[place] ^= 1
            #expect(SelectionRecord(bytes, keptUnder: record.tag) == nil)
        }
        for bytes in [[], record.bytes + [0], record.bytes.dropLast()] as [[UInt8]] {
            #expect(SelectionRecord(bytes, keptUnder: record.tag) == nil)
        }
    }

    @Test(arguments: [
        ("/srv", "/archive"), ("/srv", "/archive/d/"), ("/srv", "/archive/d/e"), ("/srv", "/other/d"),
        ("/srv/x", "/archive/d"), ("", "/archive/d"), ("/srv\0/archive", "/d"),
    ])
    func `says nothing of its names elsewhere`(root: String, path: String) throws {
        let record = try SelectionRecord.example(["a", "b"])
        #expect(record.names(at: .example) != nil)
        #expect(record.names(at: .example(root: root, path: path)) == nil)
    }

    /// As somebody could write who may write to the cache directory.
    @Test(arguments: ["", "\0", "penstock selection 1\n", "penstock selection 1\n/srv\0/archive/d"])
    func `what is no record has no names, though its name is right`(text: String) {
        let bytes = Array(text.utf8)
        #expect(SelectionRecord(bytes: bytes).names(at: .example) == nil)
    }
}

extension SelectionPlace {
    static func example(root: String, path: String) -> SelectionPlace {
        var variables = MetaVariables()
        variables["SCRIPT_NAME"] = Array(path.utf8)
        return SelectionPlace(variables, root: root)
    }

    static let example = example(root: "/srv", path: "/archive/d")
}

extension SelectionRecord {
    static func example(_ names: [String]) throws -> SelectionRecord {
        let paths = try names.map { try RelativePath(parsing: Array($0.utf8)) }
        return SelectionRecord(try #require(Selection(paths)), at: .example)
    }

    /// One of about `size` bytes.
    static func example(_ number: Int, size: Int = 100) throws -> SelectionRecord {
        try example(
            ["\(number)", String(repeating: "n/", count: min(size, 4000) / 2)]
                + (0..<size / 4000).map { "\($0)" + String(repeating: "m", count: 4000) })
    }
}
