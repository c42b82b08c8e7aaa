import Glibc
import Plan
import SystemCalls
import TestSupport
import Testing

@testable import FileTree

@Suite(.unit) struct MissingReportTests {
    @Test(
        arguments: [
            ([], "MISSING.txt"), (["MISSING.txt"], "MISSING (2).txt"), (["MISSING (2).txt"], "MISSING.txt"),
            (["MISSING.txt", "MISSING (2).txt", "MISSING (3).txt"], "MISSING (4).txt"),
        ] as [([String], String)])
    func `has a name that nothing else has`(taken: [String], expected: String) {
        let name = MissingReport.name { taken.map { Array($0.utf8) }.contains($0) }
        #expect(String(decoding: name, as: UTF8.self) == expected)
    }

    @Test func `has one line for each file, whatever its name`() {
        let text = MissingReport.text(
            [
                Self.missing(Array("a/b".utf8), EACCES),
                Self.missing(Array("line\nbreak\u{1B}[31m\u{85}".utf8), EIO),
                Self.missing([0xFF], ENAMETOOLONG),
            ], of: 4711)
        let expected = #"""
            These are not in this archive:

            a/b: Permission denied
            line\nbreak\u{1B}[31m\u{0085}: Input/output error
            %FF: File name too long
            and 4708 more

            """#
        #expect(String(decoding: text, as: UTF8.self) == expected)
    }

    private static func missing(_ path: [UInt8], _ errno: Int32) -> TreePlan.Missing {
        TreePlan.Missing(
            path: path, reason: MissingReason.failed(SystemCallError("openat2", errno: errno)).text)
    }

    /// Names that nobody can read, not even root: longer than a path may be. The tree that hangs them there is put
    /// back when it is over.
    private static func unreadable(_ extra: [BytePath], _ use: (TemporaryTree) throws -> Void) throws {
        let tree = try TemporaryTree()
        let name = BytePath(String(repeating: "n", count: 250))
        let end = (1...9).reduce("deep" as BytePath) { path, _ in path / name }
        let other = (1...9).reduce("other" as BytePath) { path, _ in path / name }
        try tree.directory(end)
        try tree.file(other / "out of reach", "x")
        for path in extra { try tree.file(path, "x", modified: TestSupport.FileTime(1000)) }
        try FileSystem.rename(tree.at("other"), to: tree.at(end / "other"))
        defer { try? FileSystem.rename(tree.at(end / "other"), to: tree.at("other")) }
        try use(tree)
    }

    @Test func `is the last entry, beside files that bear its name`() throws {
        try Self.unreadable(["MISSING.txt", "MISSING (3).txt", "zzz", "sub/MISSING (2).txt"]) { tree in
            let planned = try tree.plan { $0.maxDepth = 100 }
            #expect(planned.plan.paths.last == "top/MISSING (2).txt")
            #expect(planned.plan.paths.contains("top/MISSING.txt"))
            #expect(planned.missing.count == 1)
            #expect(planned.skippedCount == 1)
            let last = planned.plan.entries.count - 1
            let entry = planned.plan.entries[last]
            try #require(entry.isInline)
            #expect(entry.permissions == 0o644)
            #expect(entry.modifiedSeconds == planned.plan.entries[0].modifiedSeconds)
            let text = String(decoding: planned.plan.inlineContent(of: last), as: UTF8.self)
            #expect(text.hasSuffix(": File name too long\n"))
            #expect(text.contains("\n\ndeep/nnn"))
            #expect(!text.contains(tree.path))
        }
    }

    @Test func `names paths below what was asked for`() throws {
        try Self.unreadable([]) { tree in
            let planned = try tree.plan("deep") { $0.maxDepth = 100 }
            #expect(planned.missing.first?.path.first == UInt8(ascii: "n"))
        }
    }

    @Test func `is refused where policy wants all or nothing`() throws {
        try Self.unreadable([]) { tree in
            let error = #expect(throws: PlanError.self) {
                _ = try tree.plan {
                    $0.maxDepth = 100
                    $0.unreadable = .fail
                }
            }
            guard case .unreadable(let path, let reason) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(path.starts(with: Array("deep/nnn".utf8)))
            #expect(reason == .failed(SystemCallError("fstatat", errno: ENAMETOOLONG)))
        }
    }
}
