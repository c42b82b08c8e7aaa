import ByteIO
import Compression
import FileTree
import Plan
import TestSupport
import Testing

import enum SystemCalls.ProcessClock

/// Files whose checksums an index learns when they are read, and knows when they are read again.
@Suite(.unit) struct FileReaderChecksumTests {
    private static let size = 1_000_000
    private static let bytes: [UInt8] = {
        var generator = SeededGenerator(seed: 11)
        return generator.bytes(size)
    }()
    private static let checksum = CRC32(of: bytes).value

    /// What becomes of a file while it is sent under the checksum that is known.
    enum Change: String, CaseIterable, Sendable {
        case none, touched, permissionsChanged, replaced, grown, overwrittenWithTheSame
        case overwritten, overwrittenAndDated, shrunk, shrunkAndGrown, grownAndOverwritten

        var isHarmless: Bool {
            switch self {
            case .none, .touched, .permissionsChanged, .replaced, .grown, .overwrittenWithTheSame: true
            case .overwritten, .overwrittenAndDated, .shrunk, .shrunkAndGrown, .grownAndOverwritten: false
            }
        }

        func apply(to file: BytePath) throws {
            let size = FileReaderChecksumTests.size
            switch self {
            case .none: break
            case .touched: try FileSystem.setModified(FileTime(1_000_000_000), of: file)
            case .permissionsChanged: try FileSystem.setMode(0o600, of: file)
            case .replaced:
                let other = file.parent / BytePath(file.name + Array(".new".utf8))
                try FileSystem.write([1], to: other)
                try FileSystem.rename(other, to: file)
            case .grown: try FileSystem.overwrite([1, 2, 3], at: size, of: file)
            case .overwrittenWithTheSame: try FileSystem.overwrite([bytes[9]], at: 9, of: file)
            case .overwritten: try FileSystem.overwrite([bytes[9] ^ 1], at: 9, of: file)
            case .overwrittenAndDated:
                let modified = try FileSystem.info(file).modified
                try FileSystem.overwrite([bytes[9] ^ 1], at: 9, of: file)
                try FileSystem.setModified(modified, of: file)
            case .shrunk: try FileSystem.truncate(file, to: size / 2)
            case .shrunkAndGrown:
                try FileSystem.truncate(file, to: size - 1)
                try FileSystem.truncate(file, to: size + 1)
            case .grownAndOverwritten:
                try FileSystem.overwrite([1, 2, 3], at: size, of: file)
                try FileSystem.overwrite([bytes[size - 1] ^ 1], at: size - 1, of: file)
            }
        }

        private var bytes: [UInt8] { FileReaderChecksumTests.bytes }
    }

    /// How the bytes leave the file.
    enum Way: String, CaseIterable, Sendable {
        case read, sendfile
    }

    private static let settled = Task {
        try await TemporaryTree.settled("content") { tree in
            for name in ["file", "twin", "touched", "grown", "rewritten", "forgotten"] {
                try tree.file(BytePath(name), bytes)
            }
            try tree.link("link", to: "file")
            for size in [262_144, 262_145] {
                try tree.file(BytePath("\(size)"), Array(bytes.prefix(size)))
            }
            for change in Change.allCases {
                for way in Way.allCases { try tree.file(BytePath("\(change)-\(way)"), bytes) }
            }
        }
    }

    private let tree: TemporaryTree
    private let index = ChecksumIndex()

    init() async throws { tree = try await Self.settled.value }

    /// A plan of one file.
    private struct PlannedFile {
        let plan: Plan
        let content: FileReader

        init(_ path: BytePath, in tree: TemporaryTree, _ index: ChecksumIndex?) throws {
            let root = try Root(path: tree.path)
            let request = try tree.request(path)
            plan = try TreePlanner.plan(request, beneath: root).plan
            content = FileReader(of: request, beneath: root, checksums: index)
        }

        func source(from offset: UInt64 = 0) throws -> any ByteSource {
            try content.content(of: 0, in: plan, from: offset)
        }
    }

    /// Reads a file to its end and says what its checksum is, as an archive does that knows nothing of it.
    private func read(_ path: BytePath, _ index: ChecksumIndex) throws {
        let file = try PlannedFile(path, in: tree, index)
        let source = try file.source()
        #expect(source.relyOnChecksum() == nil)
        source.learn(checksum: CRC32(of: try Self.rest(of: source, file.plan)).value)
    }

    private static func rest(of source: any ByteSource, _ plan: Plan) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try source.read(Int(plan.entries[0].size), appendingTo: &bytes)
        return bytes
    }

    private func isKnown(_ path: BytePath, _ index: ChecksumIndex) throws -> Bool {
        try PlannedFile(path, in: tree, index).source().relyOnChecksum() != nil
    }

    @Test func `what was read once is known from then on`() throws {
        try read("file", index)
        for _ in 0..<2 {
            let file = try PlannedFile("file", in: tree, index)
            let source = try file.source()
            #expect(source.relyOnChecksum() == Self.checksum)
            #expect(try Self.rest(of: source, file.plan) == Self.bytes)
        }
        #expect(try isKnown("link", index), "it is the same file")
        #expect(try !isKnown("twin", index), "it is another file")
        #expect(try !isKnown("file", ChecksumIndex()))
    }

    @Test func `without an index nothing is known`() throws {
        for _ in 0..<2 {
            let file = try PlannedFile("file", in: tree, nil)
            let source = try file.source()
            #expect(source.relyOnChecksum() == nil)
            source.learn(checksum: CRC32(of: try Self.rest(of: source, file.plan)).value)
        }
    }

    @Test(arguments: [("262144", false), ("262145", true)])
    func `a small file is not worth it`(name: String, isLearned: Bool) throws {
        try read(BytePath(name), index)
        #expect(try isKnown(BytePath(name), index) == isLearned)
    }

    @Test func `a part of a file is neither known nor learned`() throws {
        let part = try PlannedFile("file", in: tree, index).source(from: 1)
        part.learn(checksum: 1)
        #expect(try !isKnown("file", index))
        try read("file", index)
        #expect(try PlannedFile("file", in: tree, index).source(from: 1).relyOnChecksum() == nil)
    }

    @Test(arguments: [nil, 1_000_000_000, 4_000_000_000])
    func `what was changed a moment ago is not learned, whatever its date`(modified: Int?) throws {
        let fresh = try TemporaryTree("fresh")
        // However long the machine takes, this moment does not pass.
        let moment = ProcessClock.now
        let kept = ChecksumIndex(now: { moment })
        #expect(kept.open(in: fresh.at("cache").text) == .loaded(count: 0))
        try fresh.file("file", Self.bytes, modified: modified.map { FileTime($0) })
        let file = try PlannedFile("file", in: fresh, kept)
        let source = try file.source()
        #expect(try Self.rest(of: source, file.plan) == Self.bytes)
        source.learn(checksum: Self.checksum)
        #expect(try file.source().relyOnChecksum() == nil)
        #expect(ChecksumIndex().open(in: fresh.at("cache").text) == .loaded(count: 0))
    }

    @Test func `what changes while it is read is not learned`() throws {
        let cache = try TemporaryTree("cache")
        let kept = ChecksumIndex()
        #expect(kept.open(in: cache.path) == .loaded(count: 0))
        let file = try PlannedFile("touched", in: tree, kept)
        let source = try file.source()
        let bytes = try Self.rest(of: source, file.plan)
        try FileSystem.setModified(FileTime(1_000_000_000), of: tree.at("touched"))
        source.learn(checksum: CRC32(of: bytes).value)
        #expect(ChecksumIndex().open(in: cache.path) == .loaded(count: 0))
        try read("file", kept)
        #expect(ChecksumIndex().open(in: cache.path) == .loaded(count: 1))
    }

    @Test func `another content under the same name, size and date is another file`() async throws {
        try read("grown", index)
        try read("rewritten", index)
        let before = try PlannedFile("grown", in: tree, index)
        let changed = Self.bytes.map { $0 ^ 1 }
        try FileSystem.overwrite([1], at: Self.size, of: tree.at("grown"))
        let modified = try FileSystem.info(tree.at("rewritten")).modified
        try FileSystem.overwrite(changed, at: 0, of: tree.at("rewritten"))
        try FileSystem.setModified(modified, of: tree.at("rewritten"))
        try await TemporaryTree.settle()
        try read("rewritten", index)
        let rewritten = try PlannedFile("rewritten", in: tree, index)
        #expect(try rewritten.source().relyOnChecksum() == CRC32(of: changed).value)
        try read("grown", index)
        #expect(try isKnown("grown", index))
        // Of what was planned before, it is only the beginning.
        #expect(try before.source().relyOnChecksum() == nil)
    }

    @Test(arguments: Change.allCases, Way.allCases)
    func `a file must be what its checksum is of when it has been sent`(change: Change, way: Way) throws {
        let path = BytePath("\(change)-\(way)")
        try read(path, index)
        let file = try PlannedFile(path, in: tree, index)
        let source = try file.source()
        #expect(source.relyOnChecksum() == Self.checksum)
        var bytes: [UInt8] = []
        func take(_ count: Int) throws {
            if way == .read {
                try source.read(count, appendingTo: &bytes)
            } else {
                try source.skip(UInt64(count))
            }
        }
        try take(Self.size / 2)
        try change.apply(to: tree.at(path))
        if change.isHarmless {
            try take(Self.size / 2)
            #expect(bytes == (way == .read ? Self.bytes : []))
            #expect(file.content.bytesRead == UInt64(Self.size))
        } else {
            let isMissing = change == .shrunk && way == .read
            #expect(throws: isMissing ? SourceError.endedEarly : .changed) { try take(Self.size / 2) }
        }
    }

    @Test func `a checksum that is forgotten meanwhile still counts`() throws {
        // One for each generation.
        let small = ChecksumIndex(memory: 1)
        try read("forgotten", small)
        let file = try PlannedFile("forgotten", in: tree, small)
        let source = try file.source()
        #expect(source.relyOnChecksum() == Self.checksum)
        try read("file", small)
        try read("twin", small)
        #expect(try !isKnown("forgotten", small))
        try Change.grown.apply(to: tree.at("forgotten"))
        #expect(try Self.rest(of: source, file.plan) == Self.bytes)
    }
}
