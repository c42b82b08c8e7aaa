import ByteIO
import Compression
import Plan
import TestSupport
import Testing

@testable import Archive

@Suite(.unit) struct TarWriterTests {
    private func write(_ plan: Plan, from start: Int = 0, fault: MemoryContent.Fault? = nil) throws -> [UInt8]
    {
        let sink = MemorySink()
        var writer = TarWriter(TarLayout(plan: plan), to: sink, content: MemoryContent(fault: fault))
        try writer.write(from: ArchivePosition(entry: start))
        return sink.bytes
    }

    @Test func `a reader finds every entry with its content`() throws {
        let plan = try Plan.sample()
        let members = try TarMember.all(in: write(plan))
        #expect(members.count == plan.entries.count)
        var cursor = PathCursor(over: plan)
        for (index, (entry, member)) in zip(plan.entries, members).enumerated() {
            cursor.move(to: index)
            #expect(member.path == cursor.path)
            #expect(member.type == entry.kind.typeFlag.rawValue)
            #expect(member.mode == UInt64(entry.permissions))
            #expect(member.modified == entry.modifiedSeconds)
            switch entry.kind {
            case .directory: #expect(member.content == [])
            case .symbolicLink: #expect(member.linkTarget == plan.inlineContent(of: index))
            case .file:
                let expected =
                    entry.isInline
                    ? plan.inlineContent(of: index) : MemoryContent.bytes(of: index, 0..<entry.size)
                let isSame = member.content == expected
                #expect(isSame, "entry \(index)")
            }
        }
    }

    @Test func `from any entry on it writes the tail of the whole`() throws {
        let plan = try Plan.sample()
        let whole = try write(plan)
        for start in 0...plan.entries.count {
            let tail = try write(plan, from: start)
            let isTail = Array(whole.suffix(tail.count)) == tail
            #expect(isTail, "from entry \(start)")
            var cursor = PathCursor(over: plan)
            let before = plan.entries.indices.prefix(start).reduce(UInt64(0)) { sum, index in
                cursor.move(to: index)
                let header = TarLayout(plan: plan).header(of: index, path: cursor.path).encodedSize
                let size = TarLayout(plan: plan).contentSize(of: plan.entries[index])
                return sum + UInt64(header) + size + UInt64(TarHeader.padding(size))
            }
            #expect(before + UInt64(tail.count) == UInt64(whole.count))
        }
    }

    @Test(arguments: [1, 3])
    func `a file that vanished leaves a member without its end`(entry: Int) throws {
        let plan = try Plan.small()
        let sink = MemorySink()
        #expect(throws: ArchiveError.content(entry: entry, .vanished)) {
            var writer = TarWriter(
                TarLayout(plan: plan), to: sink, content: MemoryContent(fault: .vanishes(entry: entry)))
            try writer.write()
        }
        // What precedes it are whole members, as they would have been: t/, and t/a with its block and t/d/.
        var offset = entry == 1 ? 512 : 4 * 512
        let whole = try write(plan)
        #expect(whole.starts(with: sink.bytes.prefix(offset)))
        let marker = try TarMember.next(in: sink.bytes, &offset)
        #expect(marker.path == Array("INCOMPLETE-ARCHIVE".utf8))
        #expect(marker.content == [] && Int(marker.size) == sink.bytes.count - offset + 1)
        #expect(sink.bytes[offset...].allSatisfy { $0 == 0 } && sink.bytes.count == whole.count - 1)
    }

    @Test(arguments: [0, 1, 511, 512, 18_000, 19_967, 19_968, 19_999] as [UInt64])
    func `a file that shrank ends the tar within it`(size: UInt64) throws {
        let plan = try Plan([.directory("t"), .file("a", 20_000), .file("b", 1)])
        let whole = try write(plan)
        let sink = MemorySink()
        #expect(throws: ArchiveError.content(entry: 1, .endedEarly)) {
            let content = MemoryContent(fault: .endsEarly(entry: 1, at: size))
            var writer = TarWriter(TarLayout(plan: plan), to: sink, content: content)
            try writer.write()
        }
        // The headers of t/ and t/a, and what there was, up to the last block.
        #expect(sink.bytes == Array(whole[..<(2 * 512 + min(Int(size), 39 * 512))]))
    }

    @Test func `a gzip that breaks off has no trailer`() throws {
        let plan = try Plan.small()
        for fault in [MemoryContent.Fault.vanishes(entry: 3), .endsEarly(entry: 3, at: 10)] {
            for effort in [Effort.store, .auto] {
                let sink = MemorySink()
                let archive = Archive(plan, format: .tarGzip, effort: effort)
                let whole = try archive.bytes()
                #expect(throws: ArchiveError.self) {
                    try archive.write(to: sink, content: MemoryContent(fault: fault))
                }
                #expect(sink.bytes.count < whole.count - GzipMember.trailerSize)
                #expect(!sink.bytes.suffix(8).elementsEqual(whole.suffix(8)))
            }
        }
    }
}
