import TestSupport
import Testing

@testable import Plan

@Suite(.unit) struct PlanBuilderTests {
    @Test func `keeps what it is told`() throws {
        var file = PlanRow.file("caf\u{E9}", 77, seconds: -5)
        file.nanoseconds = 999_999_999
        file.permissions = 0o7755
        let plan = try Plan([.directory("top"), file, .link("l", to: "caf\u{E9}")])
        #expect(plan.entries.map(\.kind) == [.directory, .file, .symbolicLink])
        #expect(plan.entries.map(\.parent) == [nil, 0, 0])
        #expect(plan.entries.map(\.size) == [0, 77, 5])
        #expect(plan.entries.map(\.isInline) == [false, false, true])
        #expect(plan.entries[1].modifiedSeconds == -5)
        #expect(plan.entries[1].modifiedNanoseconds == 999_999_999)
        #expect(plan.entries[1].permissions == 0o755)
        #expect(plan.name(of: 1) == Array("caf\u{E9}".utf8))
        #expect(plan.inlineContent(of: 2) == Array("caf\u{E9}".utf8))
        #expect(plan.contentSize == 77)
        #expect(plan.newest == 1_700_000_000)
    }

    @Test(
        arguments: [
            ([1 << 62], true), ([(1 << 62) + 1], false), ([.max], false), ([1 << 61, 1 << 61], true),
            ([1 << 61, 1 << 61, 1], false), ([1 << 62, .max], false),
        ] as [([UInt64], Bool)])
    func `refuses contents that sums could overflow on`(sizes: [UInt64], fits: Bool) throws {
        let rows = [PlanRow.directory("top")] + sizes.map { .file("f", $0) }
        if fits {
            let plan = try Plan(rows)
            #expect(plan.contentSize == sizes.reduce(0, +))
        } else {
            #expect(throws: PlanBuilder.TooLarge.self) { try Plan(rows) }
        }
    }

    @Test func `there may be several entries at the top level`() throws {
        let plan = try Plan([.directory("a"), .file("b", in: nil), .file("c", in: 0), .directory("d")])
        #expect(plan.entries.map(\.parent) == [nil, nil, 0, nil])
    }

    @Test func `knows what names a directory and the top level have`() throws {
        var builder = PlanBuilder()
        let attributes = EntryAttributes(kind: .directory, modifiedSeconds: 0, permissions: 0o755)
        let top = try builder.append(name: [0x61].span, attributes, parent: nil)
        _ = try builder.append(name: [0x62].span, attributes, parent: top)
        #expect([0x61, 0x62].map { builder.hasEntry(named: [$0], in: nil) } == [true, false])
        #expect([0x61, 0x62].map { builder.hasEntry(named: [$0], in: top) } == [false, true])
        _ = builder.finish()
    }

    @Test func `an entry takes 32 bytes`() {
        #expect(MemoryLayout<Entry>.stride == 32)
    }

    @Test(arguments: [(0o555, 0o755), (0, 0o700), (0o2770, 0o770)] as [(UInt16, UInt16)])
    func `a directory can be filled by whoever unpacks it`(bits: UInt16, expected: UInt16) throws {
        var row = PlanRow.directory("d")
        row.permissions = bits
        #expect(try Plan([row]).entries[0].permissions == expected)
        var builder = PlanBuilder()
        let attributes = EntryAttributes(kind: .directory, modifiedSeconds: 0, permissions: 0o755)
        let index = try builder.append(name: [0x64].span, attributes, parent: nil)
        builder.change(index, permissions: bits)
        #expect(builder.finish().entries[0].permissions == expected)
    }

    @Test func `a directory has no size, and a name up to 255 bytes`() throws {
        let plan = try Plan([
            PlanRow(name: [UInt8](repeating: 0x61, count: 255), kind: .directory, size: 4096, parent: nil)
        ])
        #expect(plan.entries[0].size == 0)
        #expect(plan.name(of: 0).count == 255)
    }

    @Test func `traps on names and parents that cannot be`() async {
        await #expect(processExitsWith: .failure) { _ = try Plan([.file("", in: nil)]) }
        await #expect(processExitsWith: .failure) { _ = try Plan([.file("t", in: nil), .file("x", in: 0)]) }
        await #expect(processExitsWith: .failure) {
            _ = try Plan([.directory(String(repeating: "x", count: 256))])
        }
        await #expect(processExitsWith: .failure) { _ = try Plan([.directory(".")]) }
        await #expect(processExitsWith: .failure) { _ = try Plan([.directory("t"), .file("..")]) }
        await #expect(processExitsWith: .failure) { _ = try Plan([.directory("t"), .file("a/b")]) }
        await #expect(processExitsWith: .failure) { _ = try Plan([.directory("t"), .file("a\0b")]) }
    }

    @Test func `a name may have any other byte, and dots`() throws {
        let bytes = (1...255 as ClosedRange<UInt8>).filter {
            $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ".")
        }
        let names = bytes.map { [$0] } + ["...", ".a", "a.", "..a", "a..", ". "].map { Array($0.utf8) }
        let plan = try Plan(names.map { PlanRow(name: $0) })
        #expect(plan.entries.indices.map { plan.name(of: $0) } == names)
    }
}
