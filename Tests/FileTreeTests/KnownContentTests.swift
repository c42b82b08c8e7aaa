import Archive
import ByteIO
import Compression
import SystemCalls
import TestSupport
import Testing

@testable import FileTree

/// What an index of checksums spares, and what it must not lead to.
@Suite(.serialized) struct KnownContentTests {
    private static let bytes: [UInt8] = {
        var generator = SeededGenerator(seed: 4)
        return generator.bytes(300_000)
    }()

    private let tree: TemporaryTree
    private let index = ChecksumIndex()

    init() async throws {
        tree = try TemporaryTree("known")
        try tree.file("large", Self.bytes)
        try tree.file("small", Array(Self.bytes.prefix(100_000)))
    }

    /// Waits until the file's times are so far past that its next change cannot go unnoticed.
    private func settle() async throws {
        let path = tree.at("large").bytes
        try await eventually("the file's times to be past") {
            let status = try FileDescriptor.open(path.span, for: .path).status()
            return FileVersion(status).isSettled(at: ProcessClock.now) ? true : nil
        }
    }

    private func source(_ name: String) throws -> any ByteSource {
        let root = try Root(path: tree.path)
        let request = try tree.request()
        let plan = try TreePlanner.plan(request, beneath: root).plan
        let content = TreeContent(of: request, beneath: root, checksums: index)
        return try content.content(of: try #require(plan.index(of: "top/\(name)")), in: plan, from: 0)
    }

    private func read(_ source: any ByteSource, _ count: Int = 300_000) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try source.read(count, appendingTo: &bytes)
        return bytes
    }

    /// Reads the file once and tells its checksum.
    private func learn(_ name: String = "large") throws {
        let source = try source(name)
        let bytes = try read(source, name == "large" ? 300_000 : 100_000)
        source.learn(checksum: CRC32(of: bytes).value)
    }

    @Test func `what was learned is known the next time`() async throws {
        try await settle()
        #expect(try source("large").relyOnChecksum() == nil)
        try learn()
        let known = try source("large")
        #expect(known.relyOnChecksum() == CRC32(of: Self.bytes).value)
        #expect(try read(known) == Self.bytes)
    }

    @Test func `a file that was changed a moment ago is not learned`() throws {
        try learn()
        #expect(try source("large").relyOnChecksum() == nil)
    }

    @Test func `a small file is not worth it`() async throws {
        try await settle()
        try learn("small")
        #expect(try source("small").relyOnChecksum() == nil)
    }

    @Test func `a file that was rewritten is another, whatever its times say`() async throws {
        try await settle()
        try learn()
        let modified = try FileSystem.info(tree.at("large")).modified
        try tree.file("large", Self.bytes.reversed())
        try FileSystem.setModified(modified, of: tree.at("large"))
        #expect(try source("large").relyOnChecksum() == nil)
    }

    @Test func `content that changes while it is relied on is no content`() async throws {
        try await settle()
        try learn()
        let source = try source("large")
        #expect(source.relyOnChecksum() != nil)
        _ = try read(source, 200_000)
        try FileSystem.write(Self.bytes.reversed(), to: tree.at("large"))
        #expect(throws: SourceError.changed) { _ = try read(source, 100_000) }
    }

    @Test func `a file that only grows meanwhile is what it was`() async throws {
        try await settle()
        try learn()
        let source = try source("large")
        #expect(source.relyOnChecksum() != nil)
        _ = try read(source, 200_000)
        try FileSystem.truncate(tree.at("large"), to: 400_000)
        #expect(try read(source, 100_000) == Array(Self.bytes.suffix(100_000)))
    }
}
