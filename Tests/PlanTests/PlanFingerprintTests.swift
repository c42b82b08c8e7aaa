import TestSupport
import Testing

@testable import Plan

@Suite(.unit) struct PlanFingerprintTests {
    private static let rows: [PlanRow] = [
        .directory("top"), .directory("sub", in: 0), .file("a", 1), .link("l", to: "a"),
    ]

    private func fingerprint(_ rows: [PlanRow]) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try Plan(rows).fingerprint { bytes += $0 }
        return bytes
    }

    private func changed(_ index: Int, _ change: (inout PlanRow) -> Void) -> [PlanRow] {
        var rows = Self.rows
        change(&rows[index])
        return rows
    }

    @Test func `differs when anything differs`() throws {
        let variants = [
            Self.rows,
            changed(2) { $0.name = [0x62] },
            changed(2) { $0.name = [0x61, 1] },
            changed(2) { $0.size = 2 },
            changed(2) { $0.size = 1 << 40 },
            changed(2) { $0.seconds += 1 },
            changed(2) { $0.seconds -= 1 << 40 },
            changed(2) { $0.nanoseconds = 1 },
            changed(2) { $0.permissions = 0o645 },
            changed(2) { $0.parent = 1 },
            changed(2) { $0.kind = .directory },
            changed(3) { $0.inline = [0x62] },
            changed(3) { $0.kind = .file },
            changed(0) { $0.name = Array("tap".utf8) },
            Array(Self.rows.dropLast()),
            Self.rows + [.file("z")],
            [Self.rows[0], Self.rows[1], Self.rows[3], Self.rows[2]],
        ]
        let fingerprints = try variants.map { try fingerprint($0) }
        #expect(Set(fingerprints).count == variants.count)
    }

    @Test func `is the same for the same plan, and blind to set-id bits, which no archive has`() throws {
        #expect(try fingerprint(Self.rows) == fingerprint(Self.rows))
        #expect(try fingerprint(Self.rows) == fingerprint(changed(2) { $0.permissions |= 0o7000 }))
    }

    @Test func `comes in portions, so that a million entries take no memory`() throws {
        let rows = [PlanRow.directory("top")] + (1...5000).map { .file("file \($0)") }
        var portions: [Int] = []
        try Plan(rows).fingerprint { portions.append($0.count) }
        #expect(portions.count > 2)
        #expect(portions.allSatisfy { $0 < 66_000 })
    }
}
