import Plan
import TestSupport
import Testing

@testable import Archive

@Suite(.unit) struct TarHeaderTests {
    /// The header of a plan's last entry, read back.
    private func member(_ rows: [PlanRow]) throws -> TarMember {
        let plan = try Plan(rows)
        var cursor = PathCursor(over: plan)
        let index = rows.count - 1
        cursor.move(to: index)
        let header = TarLayout(plan: plan).header(of: index, path: cursor.path)
        var bytes: [UInt8] = []
        header.append(to: &bytes)
        #expect(bytes.count == header.encodedSize)
        var offset = 0
        return try TarMember.next(in: bytes + [UInt8](repeating: 0, count: 4096), &offset)
    }

    @Test func `what fits has one block`() throws {
        var row = PlanRow.file("x", 0o777_7777, seconds: 1_700_000_000)
        row.permissions = 0o7755
        let member = try member([.directory("t"), row])
        #expect(member.path == Array("t/x".utf8))
        #expect(member.size == 0o777_7777)
        #expect(member.modified == 1_700_000_000)
        #expect(member.mode == 0o755)
        #expect(member.type == UInt8(ascii: "0"))
        #expect(member.records == [])
    }

    @Test func `directories and links are of their type and have no size`() throws {
        let directory = try member([.directory("t"), .directory("d", in: 0)])
        #expect(directory.type == UInt8(ascii: "5"))
        #expect(directory.path == Array("t/d/".utf8))
        let link = try member([.directory("t"), .link("l", to: "../elsewhere")])
        #expect(link.type == UInt8(ascii: "2"))
        #expect(link.linkTarget == Array("../elsewhere".utf8))
        #expect(link.size == 0)
    }

    @Test(arguments: [(1 << 33) - 1, 1 << 33, 1 << 62] as [UInt64])
    func `every size is in the header itself`(size: UInt64) throws {
        let member = try member([.directory("t"), .file("x", size)])
        #expect(member.records == [])
        #expect(member.size == size)
    }

    @Test(
        arguments: [
            (0, []), (1 << 33 - 1, []), (1 << 33, ["mtime=8589934592"]), (-1, ["mtime=-1"]),
            (.min, ["mtime=-9223372036854775808"]), (.max, ["mtime=9223372036854775807"]),
        ] as [(Int64, [String])])
    func `a time before 1970 or after 2242 goes to pax`(seconds: Int64, records: [String]) throws {
        let member = try member([.directory("t"), .file("x", seconds: seconds)])
        #expect(member.records == records)
        #expect(member.modified == seconds)
    }

    @Test(arguments: [
        Array("\u{E9}".utf8), [0xE9, 0x0A], Array(String(repeating: "\u{E9}", count: 60).utf8),
    ])
    func `names go as they are, text or not`(name: [UInt8]) throws {
        let member = try member([.directory("t"), PlanRow(name: name, parent: 0)])
        #expect(member.records == [])
        #expect(member.path == Array("t/".utf8) + name)
        let link = try self.member([
            .directory("t"), PlanRow(name: [0x6C], kind: .symbolicLink, parent: 0, inline: name),
        ])
        #expect(link.records == [] && link.linkTarget == name)
    }

    @Test func `if one long name cannot be cut, none is`() throws {
        let (long, short) = (String(repeating: "n", count: 150), String(repeating: "p", count: 90))
        let cut: [PlanRow] = [.directory("t"), .directory(short, in: 0), .file(short, in: 1)]
        #expect(try member(cut).longMembers == [])
        #expect(try member([.directory("t"), .file(long)]).longMembers == [0x4C])
        let mixed = [PlanRow.directory("t"), .file(long), .directory(short, in: 0), .file(short, in: 2)]
        #expect(try member(mixed).longMembers == [0x4C])
        #expect(try member(mixed).path == Array("t/\(short)/\(short)".utf8))
        #expect(try member([.directory("t"), .file(long), .file("x")]).longMembers == [])
    }

    @Test(arguments: [(100, []), (101, [0x4B]), (4000, [0x4B])] as [(Int, [UInt8])])
    func `a target over 100 bytes is in a member of its own`(count: Int, types: [UInt8]) throws {
        let target = String(repeating: "x", count: count)
        let member = try member([.directory("t"), .link("l", to: target)])
        #expect(member.longMembers == types)
        #expect(member.records == [])
        #expect(member.linkTarget == Array(target.utf8))
    }

    @Test func `each pax header has a short name that no other has`() throws {
        var names: Set<[UInt8]> = []
        for count in 1...20 {
            let rows = [PlanRow.directory("t")] + (1...count).map { .file("f\($0)", seconds: -1) }
            let name = try member(rows).extendedName
            #expect(1...100 ~= name.count)
            names.insert(name)
        }
        #expect(names.count == 20)
    }

    @Test(arguments: 99...257)
    func `a path is cut at a slash if that makes it fit`(count: Int) throws {
        // A slash at every place where something changes, between two names of up to 255 bytes.
        let places = [
            1, 2, 98, 99, 100, 101, 154, 155, 156, count - 103, count - 102, count - 101, count - 100,
        ]
        for slash in Set(places) where 1...255 ~= slash {
            for isDirectory in [false, true] {
                let name = count - slash - 1 - (isDirectory ? 1 : 0)
                guard 1...255 ~= name else { continue }
                let last = String(repeating: "n", count: name)
                let rows = [
                    PlanRow.directory(String(repeating: "p", count: slash)),
                    isDirectory ? .directory(last, in: 0) : .file(last),
                ]
                let member = try member(rows)
                #expect(member.path.count == count)
                #expect(member.path == rows[0].name + [0x2F] + rows[1].name + (isDirectory ? [0x2F] : []))
                let fits = count <= 100 || slash <= 155 && count - slash - 1 <= 100
                #expect(TarHeader.fits(member.path) == fits, "cut at \(slash) of \(count)")
            }
        }
    }

    @Test(arguments: 99...257)
    func `of many slashes one is found if there is one`(count: Int) throws {
        for componentSize in [1, 7, 30, 49, 50, 77, 99, 100, 101] {
            let path = Array(
                (0..<count).map { $0 % (componentSize + 1) == componentSize ? UInt8(0x2F) : 0x61 })
            guard path.last != 0x2F else { continue }
            let components = path.split(separator: 0x2F).map { String(decoding: $0, as: UTF8.self) }
            var rows = [PlanRow.directory(components[0])]
            for (index, component) in components.enumerated().dropFirst() {
                let isLast = index == components.count - 1
                rows.append(isLast ? .file(component, in: index - 1) : .directory(component, in: index - 1))
            }
            guard rows.count > 1 else { continue }
            let fits =
                count <= 100
                || path.indices.contains { path[$0] == 0x2F && 1...155 ~= $0 && 1...100 ~= count - $0 - 1 }
            let member = try member(rows)
            #expect(member.path == path)
            #expect(TarHeader.fits(member.path) == fits, "components of \(componentSize) bytes")
        }
    }
}
