import ByteIO
import TestSupport
import Testing

@testable import Plan

@Suite(.unit) struct PortablePlanTests {
    private func plan(_ rows: [PlanRow]) throws -> (plan: Plan, isChanged: Bool) {
        var builder = PlanBuilder()
        for row in rows {
            let attributes = EntryAttributes(
                kind: row.kind, modifiedSeconds: row.seconds, modifiedNanoseconds: row.nanoseconds,
                permissions: row.permissions)
            _ = try builder.append(name: row.name.span, attributes, parent: row.parent)
        }
        let isChanged = try builder.makeNamesPortable()
        return (builder.finish(), isChanged)
    }

    private func paths(_ plan: Plan) -> [String] {
        var cursor = plan.archiveCursor
        return plan.entries.indices.map {
            cursor.move(to: $0)
            return cursor.path.printable
        }
    }

    @Test func `the archive has other names, the plan keeps those of the file system`() throws {
        var rows: [PlanRow] = [
            .directory("con"), .directory("a:b", in: 0), .file("x?", in: 1), .file("y", in: 1),
            .file("Y", in: 1),
        ]
        rows[0].seconds = 4711
        rows[0].nanoseconds = 12
        let (plan, isChanged) = try plan(rows)
        #expect(isChanged)
        #expect(
            paths(plan) == [
                "con_/", "con_/a_b/", "con_/a_b/x_", "con_/a_b/y", "con_/a_b/Y (2)", "con_/RENAMED.txt",
            ])
        #expect(plan.printablePath(of: 4) == "con/a:b/Y")
        let report = plan.entries[5]
        #expect(report.isInline && report.permissions == 0o644)
        #expect(report.modifiedSeconds == 4711 && report.modifiedNanoseconds == 12)
        let text = """
            These names were changed so that Windows, macOS and USB sticks can hold them:

            con_/  <-  con/
            con_/a_b/  <-  con/a:b/
            con_/a_b/x_  <-  con/a:b/x?
            con_/a_b/Y (2)  <-  con/a:b/Y

            """
        #expect(String(decoding: plan.inlineContent(of: 5), as: UTF8.self) == text)
    }

    @Test func `a plan of portable names stays as it is`() throws {
        let rows: [PlanRow] = [.directory("top"), .file("a"), .file("b.txt"), .file("RENAMED.txt")]
        let (plan, isChanged) = try plan(rows)
        #expect(!isChanged)
        #expect(plan.archiveNames.isEmpty)
        #expect(try fingerprint(plan) == fingerprint(Plan(rows)))
    }

    @Test(
        arguments: [
            (
                [.directory("t"), .file("a:b"), .file("renamed.TXT"), .file("RENAMED (2).txt")],
                "t/RENAMED (3).txt"
            ),
            (
                [.directory("t"), .file("a:b"), .directory("d", in: 0), .file("RENAMED.txt", in: 2)],
                "t/RENAMED.txt"
            ),
            // The name that another entry gets counts.
            ([.directory("t"), .file("RENAMED.txt"), .file("renamed.txt")], "t/RENAMED (3).txt"),
            ([.file("a:b", in: nil)], "RENAMED.txt"),
            ([.directory("t"), .file("a:b"), .file("x", in: nil)], "RENAMED.txt"),
            ([.directory("a:b")], "a_b/RENAMED.txt"),
        ] as [([PlanRow], String)])
    func `the report is last, in the top folder if there is one, under a name that nothing else has`(
        rows: [PlanRow], expected: String
    ) throws {
        #expect(try paths(plan(rows).plan).last == expected)
    }

    @Test func `of very many names some are listed and the others counted`() throws {
        let names = (1...RenamedReport.limit + 2).map { PlanRow.file("a:\($0)") }
        let (plan, _) = try plan([.directory("t")] + names)
        let text = String(decoding: plan.inlineContent(of: plan.entries.count - 1), as: UTF8.self)
        #expect(text.split(separator: "\n").count == RenamedReport.limit + 2)
        #expect(text.hasSuffix("t/a_10000  <-  t/a:10000\nand 2 more\n"))
    }

    @Test func `each name has one line, whatever its bytes are`() throws {
        let row = PlanRow(name: Array("line\nbreak\u{1B}[31m".utf8) + [0xFF], parent: 0)
        let (plan, _) = try plan([.directory("t"), row])
        let text = String(decoding: plan.inlineContent(of: 2), as: UTF8.self)
        #expect(text.hasSuffix("\n\nt/line_break_[31m%FF  <-  t/line\\nbreak\\u{1B}[31m%FF\n"))
    }

    @Test func `the fingerprint covers the names in the archive`() throws {
        let rows: [PlanRow] = [.directory("t"), .file("a:b"), .file("c")]
        let changed = try plan(rows).plan
        var other = changed
        other.archiveNames[1] = Array("a-b".utf8)
        var none = changed
        none.archiveNames = [:]
        var moved = changed
        moved.archiveNames = [2: Array("a_b".utf8)]
        let all = try [changed, other, none, moved, plan([.directory("t"), .file("a_b"), .file("c")]).plan]
        #expect(Set(all.map(fingerprint)).count == all.count)
        #expect(try fingerprint(changed) == fingerprint(plan(rows).plan))
    }

    private func fingerprint(_ plan: Plan) -> [UInt8] {
        var bytes: [UInt8] = []
        plan.fingerprint { bytes += $0 }
        return bytes
    }
}
