import Archive
import Compression
import Plan
import TestSupport
import Testing

import enum Archive.ArchiveFormat

@testable import Responder

@Suite(.unit) struct EntityTagTests {
    private func plan(name: String = "a.txt", size: UInt64 = 1) throws -> Plan {
        var builder = PlanBuilder()
        let (top, file) = (Array("top".utf8), Array(name.utf8))
        let folder = EntryAttributes(kind: .directory, modifiedSeconds: 1, permissions: 0o755)
        _ = try builder.append(name: top.span, folder, parent: nil)
        _ = try builder.append(
            name: file.span, EntryAttributes(kind: .file, size: size, modifiedSeconds: 1, permissions: 0o644),
            parent: 0)
        return builder.finish()
    }

    @Test func `is strong and short`() throws {
        let tag = EntityTag(Archive(try plan(), format: .zip, effort: .auto)).text
        #expect(tag.utf8.count == 34)
        #expect(tag.hasPrefix("\""))
        #expect(tag.hasSuffix("\""))
        #expect(tag.dropFirst().dropLast().allSatisfy { $0.isHexDigit })
    }

    @Test func `is the same for the same bytes only`() throws {
        let plan = try plan()
        var archives = [Archive(try self.plan(name: "b.txt"), format: .zip, effort: .auto)]
        archives.append(Archive(try self.plan(size: 2), format: .zip, effort: .auto))
        for format in ArchiveFormat.allCases where format != .tar {
            for effort in Effort.allCases { archives.append(Archive(plan, format: format, effort: effort)) }
        }
        archives.append(Archive(plan, format: .tar, effort: .store))
        #expect(Set(archives.map { EntityTag($0) }).count == archives.count)
        #expect(EntityTag(archives[3]) == EntityTag(archives[3]))
        // What auto comes to, or tar does not have, makes no difference.
        let tar = Archive(plan, format: .tar, effort: .best)
        #expect(EntityTag(tar) == EntityTag(Archive(plan, format: .tar, effort: .store)))
        let packed = try self.plan(name: "a.jpg")
        let auto = EntityTag(Archive(packed, format: .zip, effort: .auto))
        #expect(auto == EntityTag(Archive(packed, format: .zip, effort: .store)))
    }
}
