import SystemCalls
import TestSupport
import Testing

@testable import FileTree

@Suite struct ChecksumFileTests {
    private let tree: TemporaryTree
    private let path: BytePath

    init() throws {
        tree = try TemporaryTree("checksums")
        path = tree.at("checksums")
    }

    private func open() throws -> (records: [ChecksumRecord], condition: ChecksumFile.Condition, count: Int) {
        var records: [ChecksumRecord] = []
        let file = try ChecksumFile.open(path.text) { records.append($0) }
        return (records, file.condition, file.count)
    }

    private func append(_ records: [ChecksumRecord]) throws {
        var file = try ChecksumFile.open(path.text) { _ in }
        for record in records { try file.append(record) }
    }

    private static let records = (1...40).map { ChecksumRecordTests.record($0) }

    @Test func `keeps what is added, in order, across openings`() throws {
        #expect(try open().condition == .good)
        try append(Array(Self.records.prefix(3)))
        try append(Array(Self.records.dropFirst(3)))
        let found = try open()
        #expect(found.records == Self.records)
        #expect(found.condition == .good)
        #expect(found.count == 40)
    }

    @Test(arguments: [1, 20, 63])
    func `a record that was cut off is dropped, and what follows it is kept`(missing: Int) throws {
        try append(Self.records)
        try FileSystem.truncate(path, to: 41 * 64 - missing)
        let found = try open()
        #expect(found.condition == .cut)
        #expect(found.records == Self.records.dropLast())
        try append([ChecksumRecordTests.record(99)])
        #expect(try open().records == Self.records.dropLast() + [ChecksumRecordTests.record(99)])
    }

    @Test(arguments: [0, 10, 63, 64, 64 + 52, 64 * 20 + 61])
    func `one changed byte and nothing of it is trusted`(offset: Int) throws {
        try append(Self.records)
        var bytes = try tree.contents("checksums")
        bytes[offset] ^= 1
        try FileSystem.write(bytes, to: path)
        let found = try open()
        #expect(found.condition == .damaged)
        #expect(found.records == [])
        #expect(try open().condition == .good)
        try append([Self.records[0]])
        #expect(try open().records == [Self.records[0]])
    }

    @Test(arguments: [
        "", "x", "something else that is longer than a record, which has 64 bytes, as this has",
    ])
    func `what is no such file is replaced`(text: String) throws {
        try FileSystem.write(Array(text.utf8), to: path)
        #expect(try open().condition == (text.isEmpty ? .good : .damaged))
        try append(Self.records)
        #expect(try open().records == Self.records)
    }

    @Test func `is its owner's alone, and never somebody else's by a link`() throws {
        try append([])
        #expect(try FileSystem.info(path).mode == 0o600)
        try tree.file("elsewhere", "")
        _ = try tree.link("link", to: "elsewhere")
        #expect(throws: SystemCallError.self) { _ = try ChecksumFile.open(tree.at("link").text) { _ in } }
    }
}
