import ByteIO
import SystemCalls
import TestSupport
import Testing

@testable import penstock

@Suite(.unit) struct PackOutputTests {
    private func write(
        _ bytes: [UInt8], to output: borrowing PackOutput, stopped: Bool = false
    ) throws {
        let sink = try output.sink { stopped }
        for start in stride(from: 0, to: bytes.count, by: 100_000) {
            let piece = bytes[start..<min(bytes.count, start + 100_000)]
            try sink.write(piece.span)
        }
        try sink.flush()
    }

    private static let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

    @Test func `gets its name only once it is whole`() throws {
        let tree = try TemporaryTree()
        try tree.file("a.zip", "old")
        let output = try PackOutput(path: tree.at("a.zip").text)
        try write(Self.bytes, to: output)
        #expect(try tree.contents("a.zip") == Array("old".utf8))
        try output.keep()
        let isSame = try tree.contents("a.zip") == Self.bytes
        #expect(isSame)
        #expect(try tree.names() == ["a.zip"])
    }

    @Test func `leaves nothing behind when it is not kept`() throws {
        let tree = try TemporaryTree()
        do {
            let output = try PackOutput(path: tree.at("a.zip").text)
            try write(Self.bytes, to: output)
            #expect(try tree.names().count == 1)
        }
        #expect(try tree.names() == [])
    }

    @Test func `stops when it is told to`() throws {
        let tree = try TemporaryTree()
        let output = try PackOutput(path: tree.at("a.zip").text)
        #expect(throws: SinkError.stopped) { try write(Self.bytes, to: output, stopped: true) }
    }

    @Test func `a directory that is not there is an error`() throws {
        let tree = try TemporaryTree()
        let path = tree.at("none/a.zip").text
        let error = #expect(throws: PackFailure.self) { _ = try PackOutput(path: path) }
        #expect(error?.explanation == "\(path): No such file or directory")
    }
}
