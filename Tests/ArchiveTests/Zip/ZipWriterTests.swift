import ByteIO
import Compression
import Plan
import TestSupport
import Testing

@testable import Archive

@Suite(.unit) struct ZipWriterTests {
    static let efforts = [Effort.store, .auto, .best]
    private static let directorySignature: [UInt8] = [0x50, 0x4B, 1, 2]
    private static let endSignature: [UInt8] = [0x50, 0x4B, 5, 6]
    /// Bytes of a local header with a time.
    private static let markSize = 30 + "INCOMPLETE-ARCHIVE".utf8.count + 9

    private func layout(_ plan: Plan, _ effort: Effort) -> ZipLayout {
        ZipLayout(plan: plan, effort: effort.resolved(for: plan))
    }

    @Test(arguments: efforts)
    func `every record is where the directory says that it is`(effort: Effort) throws {
        let layout = layout(try Plan.sample(), effort)
        let sink = MemorySink()
        let ledger = ArchiveLedger()
        let writer = ZipWriter(
            layout, to: sink, content: MemoryContent(), through: try SharedPool.pipeline(layout.effort),
            ledger: ledger)
        try writer.write()
        var records = ZipRecords(layout, layout.digests(from: ledger.index))
        var offsets: [Int] = []
        while let record = records.next() { offsets.append(Int(record.offset)) }
        #expect(offsets == (try directory(of: sink.bytes).map(\.offset)))
    }

    @Test(arguments: efforts)
    func `the directory describes every entry`(effort: Effort) throws {
        let plan = try Plan.sample()
        let bytes = try Archive(plan, format: .zip, effort: effort).bytes()
        let records = try directory(of: bytes)
        #expect(records.count == plan.entries.count)
        for (index, (entry, record)) in zip(plan.entries, records).enumerated() {
            #expect(record.size == entry.size)
            let content =
                entry.isInline || entry.kind == .directory
                ? (entry.isInline ? plan.inlineContent(of: index) : [])
                : MemoryContent.bytes(of: index, 0..<entry.size)
            #expect(record.checksum == CRC32(of: content.span).value, "entry \(index)")
            // The local header agrees, but for what a streamed one leaves to its descriptor.
            let local = record.offset
            let isStreamed = entry.kind == .file && !entry.isInline && entry.size > 262_144
            #expect(bytes.littleEndian(at: local, 4) == 0x0403_4B50)
            #expect(bytes.littleEndian(at: local + 6, 2) & 8 == (isStreamed ? 8 : 0))
            #expect(bytes.littleEndian(at: local + 8, 2) == record.method)
            #expect(bytes.littleEndian(at: local + 14, 4) == (isStreamed ? 0 : UInt64(record.checksum)))
            #expect(bytes.littleEndian(at: local + 18, 4) == (isStreamed ? 0 : record.encodedSize))
            #expect(bytes.littleEndian(at: local + 22, 4) == (isStreamed ? 0 : record.size))
            if record.method == 0 { #expect(record.encodedSize == record.size) }
            if isStreamed { #expect(record.method == 8) }
            if !isStreamed, record.method == 8 { #expect(record.encodedSize < record.size) }
            if effort == .store, !isStreamed { #expect(record.method == 0) }
        }
    }

    @Test(arguments: efforts, [MemoryContent.Fault.vanishes(entry: 3), .endsEarly(entry: 3, at: 10)])
    func `content that cannot be had ends the zip before its directory`(
        effort: Effort, fault: MemoryContent.Fault
    ) throws {
        let archive = Archive(try Plan.small(), format: .zip, effort: effort)
        let whole = try archive.bytes()
        let sink = MemorySink()
        let reason = fault == .vanishes(entry: 3) ? SourceError.vanished : .endedEarly
        #expect(throws: ArchiveError.content(entry: 3, reason)) {
            try archive.write(to: sink, content: MemoryContent(fault: fault))
        }
        // Behind what is as ever, there is the header of a member that never comes.
        let sent = Array(sink.bytes.dropLast(Self.markSize))
        #expect(whole.starts(with: sent))
        #expect(!sent.isEmpty)
        #expect(sink.bytes.count(of: Self.directorySignature) == 0)
        #expect(sink.bytes.count(of: Self.endSignature) == 0)
        #expect(whole.count(of: Self.directorySignature) == 6)
    }

    @Test(arguments: efforts, [0, 1, 262_144, 299_999] as [UInt64])
    func `a streamed file that shrank has no descriptor`(effort: Effort, size: UInt64) throws {
        let plan = try Plan([.directory("t"), .file("a", 300_000)])
        let archive = Archive(plan, format: .zip, effort: effort)
        let whole = try archive.bytes()
        let sink = MemorySink()
        #expect(throws: ArchiveError.content(entry: 1, .endedEarly)) {
            try archive.write(to: sink, content: MemoryContent(fault: .endsEarly(entry: 1, at: size)))
        }
        #expect(sink.bytes.count < whole.count)
        #expect(sink.bytes.count(of: [0x50, 0x4B, 7, 8]) == 0)
        #expect(sink.bytes.count(of: Self.endSignature) == 0)
    }

    @Test func `a name that a zip cannot take is the same in both headers`() throws {
        let plan = try Plan([.directory("C:x"), .file("a\\b", 1), .file("a_b", 1)])
        let bytes = try Archive(plan, format: .zip, effort: .store).bytes()
        let names = try directory(of: bytes).map { String(decoding: $0.name, as: UTF8.self) }
        #expect(names == ["C_x/", "C_x/a_b (2)", "C_x/a_b"])
        for record in try directory(of: bytes) {
            let start = record.offset + 30
            #expect(Array(bytes[start..<start + record.name.count]) == record.name)
        }
    }

    private struct Record {
        let method: UInt64
        let checksum: UInt32
        let encodedSize: UInt64
        let size: UInt64
        let offset: Int
        let name: [UInt8]
    }

    @Test(arguments: efforts)
    func `a file that vanished leaves a header without data`(effort: Effort) throws {
        let plan = try Plan.sample()
        for index in plan.entries.indices where plan.entries[index].size > 0 && !plan.entries[index].isInline
        {
            let sink = MemorySink()
            let archive = Archive(plan, format: .zip, effort: effort)
            #expect(throws: ArchiveError.content(entry: index, .vanished)) {
                try archive.write(to: sink, content: MemoryContent(fault: .vanishes(entry: index)))
            }
            let header = sink.bytes.suffix(Self.markSize)
            #expect(header.starts(with: [0x50, 0x4B, 3, 4]))
            // Stored, one byte long.
            #expect(Array(header.dropFirst(8).prefix(2)) == [UInt8]([0, 0]))
            #expect(Array(header.dropFirst(18).prefix(8)) == [UInt8]([1, 0, 0, 0, 1, 0, 0, 0]))
            #expect(Array(header.dropFirst(30).prefix(18)) == Array("INCOMPLETE-ARCHIVE".utf8))
        }
    }

    /// The central directory, found from the end record.
    private func directory(of zip: [UInt8]) throws -> [Record] {
        let end = zip.count - 22
        try #require(zip.littleEndian(at: end, 4) == 0x0605_4B50)
        var offset = Int(zip.littleEndian(at: end + 16, 4))
        try #require(offset + Int(zip.littleEndian(at: end + 12, 4)) == end)
        var records: [Record] = []
        while offset < end {
            try #require(zip.littleEndian(at: offset, 4) == 0x0201_4B50)
            let nameCount = Int(zip.littleEndian(at: offset + 28, 2))
            records.append(
                Record(
                    method: zip.littleEndian(at: offset + 10, 2),
                    checksum: UInt32(zip.littleEndian(at: offset + 16, 4)),
                    encodedSize: zip.littleEndian(at: offset + 20, 4),
                    size: zip.littleEndian(at: offset + 24, 4),
                    offset: Int(zip.littleEndian(at: offset + 42, 4)),
                    name: Array(zip[(offset + 46)..<(offset + 46 + nameCount)])))
            offset += 46 + nameCount + Int(zip.littleEndian(at: offset + 30, 2))
        }
        try #require(records.count == Int(zip.littleEndian(at: end + 10, 2)))
        return records
    }
}
