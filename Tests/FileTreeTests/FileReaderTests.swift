import ByteIO
import FileTree
import Plan
import TestSupport
import Testing

@Suite(.unit) struct FileReaderTests {
    private static let bytes: [UInt8] = {
        var generator = SeededGenerator(seed: 9)
        return generator.bytes(100_000)
    }()

    private let tree: TemporaryTree

    init() throws {
        tree = try TemporaryTree("content")
        try tree.file("a/sub/large", Self.bytes)
        try tree.file("a/empty", "")
        try tree.file("b", "bbb")
        try tree.link("a/link", to: "sub/large")
    }

    private func planned(_ path: BytePath = "") throws -> (Plan, FileReader) {
        let root = try Root(path: tree.path)
        let request = try tree.request(path)
        return (try TreePlanner.plan(request, beneath: root).plan, FileReader(of: request, beneath: root))
    }

    private func read(
        _ path: String, from offset: UInt64 = 0, _ plan: Plan, _ content: FileReader
    ) throws -> [UInt8] {
        let index = try #require(plan.index(of: path))
        let source = try content.content(of: index, in: plan, from: offset)
        var bytes: [UInt8] = []
        try source.read(Int(plan.entries[index].size - offset), appendingTo: &bytes)
        #expect(throws: SourceError.endedEarly) { try source.read(1, appendingTo: &bytes) }
        return bytes
    }

    @Test(arguments: [0, 1, 65_536, 99_999, 100_000] as [UInt64])
    func `gives a file's bytes from any offset to the planned end`(offset: UInt64) throws {
        let (plan, content) = try planned()
        #expect(try read("top/a/sub/large", from: offset, plan, content) == Array(Self.bytes[Int(offset)...]))
        #expect(content.bytesRead == 100_000 - offset)
    }

    @Test(
        arguments: [
            ("", "top/a/sub/large"), ("a", "top/sub/large"), ("a/sub", "top/large"), ("a/sub/large", "large"),
            ("a", "top/link"), ("a/link", "link"),
        ] as [(BytePath, String)])
    func `finds the file whatever was asked for`(request: BytePath, path: String) throws {
        let (plan, content) = try planned(request)
        #expect(try read(path, plan, content) == Self.bytes)
    }

    @Test func `gives files in any order`() throws {
        let (plan, content) = try planned()
        for path in ["top/b", "top/a/sub/large", "top/b", "top/a/link", "top/a/empty"] {
            let expected = path == "top/b" ? Array("bbb".utf8) : path == "top/a/empty" ? [] : Self.bytes
            #expect(try read(path, plan, content) == expected)
        }
    }

    @Test func `a file that has grown is cut at its planned size`() throws {
        let (plan, content) = try planned()
        try tree.file("b", "bbbbbbbb")
        #expect(try read("top/b", plan, content) == Array("bbb".utf8))
    }

    @Test func `a file that has shrunk ends early`() throws {
        let (plan, content) = try planned()
        try tree.file("b", "bb")
        #expect(throws: SourceError.endedEarly) { try read("top/b", plan, content) }
    }

    @Test func `a file that shrinks while it is read ends early`() throws {
        let (plan, content) = try planned()
        let index = try #require(plan.index(of: "top/a/sub/large"))
        let source = try content.content(of: index, in: plan, from: 0)
        var bytes: [UInt8] = []
        try source.read(1000, appendingTo: &bytes)
        try FileSystem.truncate(tree.at("a/sub/large"), to: 1000)
        #expect(throws: SourceError.endedEarly) { try source.read(1, appendingTo: &bytes) }
        #expect(bytes == Array(Self.bytes[..<1000]))
    }

    @Test func `an offset behind the planned end ends early`() throws {
        let (plan, content) = try planned()
        let index = try #require(plan.index(of: "top/b"))
        #expect(throws: SourceError.endedEarly) { try content.content(of: index, in: plan, from: 4) }
        #expect(throws: SourceError.endedEarly) { try content.content(of: index, in: plan, from: .max) }
    }

    enum Change: String, CaseIterable, Sendable {
        case removed, movedAway, folderMovedAway, becameLinkOutside, becameDirectory, becameFIFO, becameSocket

        var reason: SourceError {
            switch self {
            case .removed, .movedAway, .folderMovedAway, .becameLinkOutside: .vanished
            case .becameDirectory, .becameFIFO, .becameSocket: .notRegular
            }
        }

        func apply(to tree: TemporaryTree) throws {
            let file = tree.at("a/sub/large")
            switch self {
            case .folderMovedAway: return try FileSystem.rename(tree.at("a/sub"), to: tree.at("a/moved"))
            case .movedAway: return try FileSystem.rename(file, to: tree.at("elsewhere"))
            case .removed, .becameLinkOutside, .becameDirectory, .becameFIFO, .becameSocket:
                try FileSystem.remove(file)
            }
            switch self {
            case .becameLinkOutside: try FileSystem.makeLink(file, to: "/etc/passwd")
            case .becameDirectory: try FileSystem.makeDirectory(file)
            case .becameFIFO: try FileSystem.makeFIFO(file)
            case .becameSocket: try FileSystem.makeSocket(file)
            case .removed, .movedAway, .folderMovedAway: break
            }
        }
    }

    @Test(arguments: Change.allCases)
    func `what takes a file's place is not read`(change: Change) throws {
        let (plan, content) = try planned()
        try change.apply(to: tree)
        #expect(throws: change.reason) { try read("top/a/sub/large", plan, content) }
        #expect(content.bytesRead == 0)
        #expect(try read("top/b", plan, content) == Array("bbb".utf8))
    }
}
