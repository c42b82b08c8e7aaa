import Compression
import Plan
import TestSupport
import Testing

@testable import Archive

@Suite(.unit) struct ZipLayoutTests {
    private func member(size: UInt64, effort: Effort) throws -> ZipMember {
        let plan = try Plan([.directory("t"), .file("a", size)])
        let layout = ZipLayout(plan: plan, effort: effort)
        let entry = plan.entries[1]
        return layout.member(entry, path: Array("t/a".utf8), digest: layout.plannedDigest(entry))
    }

    @Test(
        arguments: [
            (0, false), (262_144, false), (262_145, true), (1 << 40, true),
        ] as [(UInt64, Bool)], [Effort.store, .auto])
    func `what fits a block is not streamed`(row: (size: UInt64, isStreamed: Bool), effort: Effort) throws {
        let member = try member(size: row.size, effort: effort)
        #expect(member.isStreamed == row.isStreamed)
        #expect(member.method == (row.isStreamed ? .deflated : .stored))
    }

    // The largest content whose stored stream has at most 0xFFFFFFFE bytes, and one more.
    @Test(
        arguments: [
            (4_294_617_794, Effort.store, false), (4_294_617_795, .store, true), (1 << 32, .store, true),
            (1 << 20, .auto, false), (0xFFFF_FFFF, .auto, true),
        ] as [(UInt64, Effort, Bool)])
    func `sizes have 8 bytes if the data may pass 4 GiB`(size: UInt64, effort: Effort, zip64: Bool) throws {
        let member = try member(size: size, effort: effort)
        #expect(member.hasZip64Sizes == zip64)
    }

    @Test func `zip64 begins with the 65535th entry`() throws {
        for count in [65_534, 65_535] {
            let rows = [PlanRow.directory("t")] + (1..<count).map { .file("\($0)") }
            let archive = Archive(try Plan(rows), format: .zip, effort: .store)
            let sink = CountingSink()
            try archive.write(to: sink, content: MemoryContent())
            #expect(archive.length() == sink.count)
            let isZip64 = sink.tail.count(of: [0x50, 0x4B, 6, 6]) == 1
            #expect(isZip64 == (count > 65_534))
        }
    }
}
