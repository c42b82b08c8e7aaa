import ByteIO
import Compression
import Plan
import TestSupport
import Testing

@testable import Archive

/// Archives that lack what vanished before its turn, where nobody was promised a length.
@Suite(.unit) struct OmissionTests {
    private static let forms = [
        ArchiveTests.Form(format: .zip, effort: .auto), .init(format: .zip, effort: .best),
        .init(format: .tarGzip, effort: .auto), .init(format: .tarGzip, effort: .best),
    ]

    /// Small and large files, folders, and files that fill blocks.
    private static let rows: [PlanRow] = [
        .directory("t"), .file("a", 1000), .file("b", 700_000), .directory("d", in: 0), .file("c", 1, in: 3),
        .file("e", 262_144, in: 3), .file("f", 0), .file("g", 300_000), .file("z", 40),
    ]
    private static let files = [1, 2, 4, 5, 7, 8]
    private static let report = PlanRow(
        name: Array("MISSING.txt".utf8), parent: 0, inline: Array("gone\n".utf8))

    private static func omissions(replacing planned: Int? = nil) -> Omissions {
        Omissions(replacing: planned) { _, _ in
            Omissions.Report(
                parent: 0, name: Array("MISSING.txt".utf8), content: Array("gone\n".utf8),
                modifiedSeconds: 1_700_000_000)
        }
    }

    private static func bytes(
        _ archive: Archive, _ content: any ContentReader, _ omissions: Omissions? = nil,
        learning index: SharedIndex = SharedIndex()
    ) throws -> [UInt8] {
        let sink = MemorySink()
        try archive.write(
            to: sink, content: content, through: try SharedPool.get(), ledger: ArchiveLedger(index),
            omissions: omissions)
        return sink.bytes
    }

    @Test(arguments: forms)
    func `are those of a plan without the entry, and with a report`(form: ArchiveTests.Form) throws {
        for victim in Self.files {
            let archive = form.archive(try Plan(Self.rows))
            let omissions = Self.omissions()
            let found = try Self.bytes(
                archive, MemoryContent(fault: .vanishes(entry: victim)), omissions)
            #expect(omissions.omissions.map(\.entry) == [victim])
            let rest = Array(Self.rows[..<victim] + Self.rows[(victim + 1)...]) + [Self.report]
            let shifted = rest.map { row in
                var row = row
                if let parent = row.parent, parent > victim { row.parent = parent - 1 }
                return row
            }
            let expected = try Self.bytes(form.archive(try Plan(shifted)), WithoutEntry(victim))
            let areEqual = found == expected
            #expect(areEqual, "entry \(victim): \(found.count) bytes, not \(expected.count)")
        }
    }

    @Test(arguments: forms)
    func `have one report, in the place of the planned one`(form: ArchiveTests.Form) throws {
        var planned = Self.report
        planned.inline = Array("an earlier report, which is longer\n".utf8)
        let archive = form.archive(try Plan(Self.rows + [planned]))
        let found = try Self.bytes(
            archive, MemoryContent(fault: .vanishes(entry: 8)), Self.omissions(replacing: 9))
        let rest = Self.rows.dropLast() + [Self.report]
        let areEqual = try found == Self.bytes(form.archive(try Plan(Array(rest))), MemoryContent())
        #expect(areEqual)
        // Nothing is missing besides: the planned report stays.
        let whole = try Self.bytes(archive, MemoryContent(), Self.omissions(replacing: 9))
        let isPlanned = try whole == Self.bytes(archive, MemoryContent())
        #expect(isPlanned)
    }

    @Test func `have a report whose path is one of the format`() throws {
        let rows: [PlanRow] = [.directory("x\\y"), .file("a", 10), .file("b", 10)]
        let archive = Archive(try Plan(rows), format: .zip, effort: .auto)
        let zip = try Self.bytes(archive, MemoryContent(fault: .vanishes(entry: 2)), Self.omissions())
        // In the local header and in the central directory.
        #expect(zip.ranges(of: Array("x_y/MISSING.txt".utf8)).count == 2)
        #expect(!zip.contains(UInt8(ascii: "\\")))
    }

    @Test(arguments: forms)
    func `teach nothing of what comes behind`(form: ArchiveTests.Form) throws {
        let archive = form.archive(try Plan(Self.rows))
        let (known, learned) = (SharedIndex(), SharedIndex())
        _ = try Self.bytes(archive, MemoryContent(), learning: known)
        _ = try Self.bytes(
            archive, MemoryContent(fault: .vanishes(entry: 5)), Self.omissions(), learning: learned)
        #expect(known.unitCount == archive.unitCount)
        #expect(learned.unitCount < known.unitCount)
        #expect(learned.index.units == Array(known.index.units.prefix(learned.unitCount)))
    }

    @Test(arguments: forms)
    func `are none if the same plan may have the entry another time`(form: ArchiveTests.Form) throws {
        let archive = form.archive(try Plan(Self.rows))
        #expect(throws: ArchiveError.content(entry: 4, .failed(call: "open", errno: 5))) {
            _ = try Self.bytes(archive, MemoryContent(fault: .fails(entry: 4)), Self.omissions())
        }
    }

    @Test(arguments: forms)
    func `are none if the content has begun`(form: ArchiveTests.Form) throws {
        let archive = form.archive(try Plan(Self.rows))
        #expect(throws: ArchiveError.content(entry: 2, .endedEarly)) {
            _ = try Self.bytes(
                archive, MemoryContent(fault: .endsEarly(entry: 2, at: 300_000)), Self.omissions())
        }
    }
}

/// The content of entries from which one is left out.
private final class WithoutEntry: ContentReader {
    private let content = MemoryContent()
    private let entry: Int

    init(_ entry: Int) { self.entry = entry }

    func content(of index: Int, in plan: Plan, from offset: UInt64) throws(SourceError) -> any ByteSource {
        let original = index < entry ? index : index + 1
        let size = plan.entries[index].size
        return PiecewiseSource(MemoryContent.bytes(of: original, offset..<size), pieceSize: 100_000)
    }
}
