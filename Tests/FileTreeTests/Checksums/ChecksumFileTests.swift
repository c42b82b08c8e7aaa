import SystemCalls
import TestSupport
import Testing

@testable import FileTree

@Suite(.unit) struct ChecksumFileTests {
    private static let records = (1...3).map { ChecksumRecord.example($0) }
    private static let size = ChecksumRecord.size

    private let tree: TemporaryTree
    private let path: BytePath

    init() throws {
        tree = try TemporaryTree("checksums", in: .memory)
        path = tree.at("checksums")
    }

    /// What a fresh opening of the file finds.
    private func found() throws -> (condition: ChecksumFile.Condition, records: [ChecksumRecord]) {
        var records: [ChecksumRecord] = []
        let file = try ChecksumFile.open(path.text) { records.append($0) }
        #expect(file.condition == .damaged || file.count == records.count)
        return (file.condition, records)
    }

    private func append(_ records: [ChecksumRecord]) throws {
        var file = try ChecksumFile.open(path.text) { _ in }
        for record in records { try file.append(record) }
    }

    @Test func `keeps what is added, for its owner alone`() throws {
        try append(Self.records)
        let first = try found()
        #expect(first.condition == .good && first.records == Self.records)
        try append([.example(4)])
        let second = try found()
        #expect(second.condition == .good && second.records == Self.records + [.example(4)])
        let info = try FileSystem.info(path)
        #expect(info.mode == 0o600 && info.size == 5 * Self.size)
    }

    @Test(arguments: [1022, 1023, 1024, 1025, 3000])
    func `keeps more than is read at once`(count: Int) throws {
        let records = (0..<count).map { ChecksumRecord.example($0) }
        try append(records)
        let found = try found()
        #expect(found.condition == .good && found.records == records)
    }

    @Test(arguments: 0..<size)
    func `a last record that was cut off is lost, and no other`(count: Int) throws {
        try append(Self.records)
        try FileSystem.truncate(path, to: 3 * Self.size + count)
        let first = try found()
        #expect(first.condition == (count == 0 ? .good : .cut))
        #expect(first.records == Array(Self.records.prefix(2)))
        #expect(try FileSystem.size(path) == 3 * Self.size)
        try append([.example(4)])
        let second = try found()
        #expect(second.condition == .good && second.records == Self.records.prefix(2) + [.example(4)])
    }

    @Test func `a file with any byte changed is damaged and begins anew`() throws {
        try append(Self.records)
        let sound = try FileSystem.read(path)
        for position in sound.indices {
            var bytes = sound
            bytes[position] ^= 0x10
            try FileSystem.write(bytes, to: path)
            try expectNewBeginning("byte \(position)")
        }
    }

    @Test(
        arguments: [
            [0], Array("\n".utf8), Array("penstock checksums 1\n".utf8), Array("penstock checksums 2\n".utf8),
            [UInt8](repeating: 0, count: 63), [UInt8](repeating: 0, count: 64),
            [UInt8](repeating: 0, count: 100_000), records[0].bytes + records[1].bytes,
            Array("#!/bin/sh\necho something that has nothing to do with it and is longer than it\n".utf8),
        ] as [[UInt8]])
    func `a file of something else begins anew`(bytes: [UInt8]) throws {
        try FileSystem.write(bytes, to: path)
        try expectNewBeginning("foreign")
    }

    @Test(arguments: 1..<size)
    func `a file that ends within its header begins anew`(count: Int) throws {
        try append([])
        try FileSystem.truncate(path, to: count)
        try expectNewBeginning("\(count) bytes")
    }

    @Test func `an empty file is as good as none`() throws {
        try FileSystem.write([], to: path)
        let empty = try found()
        #expect(empty.condition == .good && empty.records == [])
        try append(Self.records)
        #expect(try found().records == Self.records)
    }

    @Test func `forgets everything when it is told to`() throws {
        try append(Self.records)
        do {
            var file = try ChecksumFile.open(path.text) { _ in }
            try file.restart()
            #expect(file.count == 0)
            try file.append(.example(9))
            #expect(file.count == 1)
        }
        let found = try found()
        #expect(found.condition == .good && found.records == [.example(9)])
    }

    @Test func `two processes add to it in turns`() throws {
        var one = try ChecksumFile.open(path.text) { _ in }
        var other = try ChecksumFile.open(path.text) { _ in }
        for number in 0..<10 {
            if number.isMultiple(of: 2) {
                try one.append(.example(number))
            } else {
                try other.append(.example(number))
            }
        }
        let found = try found()
        #expect(found.condition == .good && found.records == (0..<10).map { ChecksumRecord.example($0) })
    }

    private func expectNewBeginning(_ reason: String) throws {
        let damaged = try found()
        #expect(damaged.condition == .damaged && damaged.records == [], "\(reason)")
        #expect(try FileSystem.size(path) == Self.size, "\(reason)")
        let next = try found()
        #expect(next.condition == .good && next.records == [], "\(reason)")
    }
}
