import Compression
import Plan
import TestSupport
import Testing

@testable import Archive

@Suite(.unit) struct CompressedTypesTests {
    @Test(arguments: [
        "a.jpg", "a.JPG", "a.b.jPeG", "x.squashfs", "x.7z", "x.3gp", "archive.tar.gz", ".png", "\u{E9}.zip",
        "a.z",
    ])
    func `are known by their endings`(name: String) {
        #expect(isCompressed(Array(name.utf8)))
    }

    @Test(arguments: [
        "", ".", "jpg", "a.", "a.jpg.txt", "a.jpgx", "a.xjpg", "a.jpg ", "x.squashfss", "a.tar", "a.txt",
        "zip",
        "a.\u{E9}pg", "a.jp\u{1}",
    ])
    func `are nothing else`(name: String) {
        #expect(!isCompressed(Array(name.utf8)))
    }

    @Test func `a name of any bytes is no problem`() {
        #expect(isCompressed([0xFF, 0xFE] + Array(".gz".utf8)))
        #expect(!isCompressed([0x2E, 0xFF]))
    }

    @Test(
        arguments: [
            ([.file("a.jpg", 300_000), .file("b.zip", 1)], Effort.store),
            ([.file("a.jpg", 300_000), .file("b.txt", 0)], .store),
            ([.file("a.jpg", 300_000), .file("b.txt", 1)], .auto),
            ([.link("l", to: "x")], .store),
            ([], .store),
            ([PlanRow(name: Array("MISSING.txt".utf8), parent: 0, inline: [1])], .store),
        ] as [([PlanRow], Effort)])
    func `a plan of nothing else is stored`(rows: [PlanRow], effort: Effort) throws {
        let plan = try Plan([.directory("top")] + rows)
        #expect(Effort.auto.resolved(for: plan) == effort)
        #expect(Effort.best.resolved(for: plan) == .best)
        #expect(Archive(plan, format: .zip, effort: .auto).effort == effort)
        #expect(Archive(plan, format: .tar, effort: .best).effort == .store)
    }

    private func isCompressed(_ name: [UInt8]) -> Bool { CompressedTypes.contain(name.span) }
}
