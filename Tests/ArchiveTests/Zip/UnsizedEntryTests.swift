import ByteIO
import Compression
import Plan
import TestSupport
import Testing

@testable import Archive

/// Entries of a zip whose sizes nobody knows beforehand.
@Suite(.unit) struct UnsizedEntryTests {
    /// Gives each entry the same bytes again and again.
    private final class Endless: ContentReader, ByteSource {
        private static let block = [UInt8](repeating: 0, count: 1 << 16)

        func content(of index: Int, in plan: Plan, from offset: UInt64) -> any ByteSource { self }

        func read(into output: inout OutputSpan<UInt8>) {
            output.append(copying: Self.block.span.extracting(first: min(output.freeCapacity, 1 << 16)))
        }
    }

    private func archive(_ effort: Effort) throws -> Archive {
        var builder = PlanBuilder()
        var attributes = EntryAttributes(kind: .file, modifiedSeconds: 0, permissions: 0o644)
        attributes.hasUnknownSize = true
        _ = try builder.append(name: Array("a".utf8).span, attributes, parent: nil)
        return Archive(builder.finish(), format: .zip, effort: effort)
    }

    @Test(arguments: [Effort.store, .auto])
    func `there is no length, whatever is known`(effort: Effort) throws {
        let archive = try archive(effort)
        #expect(archive.effort == effort)
        #expect(archive.length() == nil)
        #expect(archive.length(knowing: archive.index { _ in 0 }) == nil)
    }

    @Test(arguments: [Effort.store, .auto])
    func `an entry ends before its sizes need more than 4 bytes`(effort: Effort) throws {
        #expect(throws: ArchiveError.self) {
            try archive(effort).write(to: NullSink(), content: Endless(), through: try SharedPool.get())
        }
    }
}
