import TestSupport
import Testing

extension InteropTests {
    @Suite struct ZipBytesTests {
        @Test(arguments: ["store", "auto", "fast", "default", "best"])
        func `every byte of a zip follows the rules`(effort: String) async throws {
            let directory = try TemporaryTree("packed")
            let archive = try await PenstockPack.archive(
                try await Corpus.small().directory, as: .zip, in: directory,
                ["--hidden", "--compression", effort])
            let audit = try await ZipAudit.run(archive)
            #expect(audit.succeeded && audit.lines == [], "\(audit)")
        }

        @Test func `stored links are entries of their own kind`() async throws {
            let tree = try TemporaryTree()
            try tree.file("top/file", "x")
            try tree.link("top/link", to: "file")
            let archive = try await PenstockPack.archive(
                tree.at("top"), as: .zip, in: tree, ["--symlinks", "store"])
            let audit = try await ZipAudit.run(archive)
            #expect(audit.succeeded && audit.lines == [], "\(audit)")
            let script =
                "import sys, zipfile\n"
                + "for one in zipfile.ZipFile(sys.argv[1]).infolist(): print(one.filename, oct(one.external_attr >> 28))"
            #expect(
                try await Tool.python(script, [archive.text]).lines == [
                    "top/ 0o4", "top/file 0o10", "top/link 0o12",
                ])
        }

        @Test func `times outside the range of a field are cut, not wrapped`() async throws {
            let tree = try TemporaryTree()
            let times = [
                -1, 0, 315_532_799, 315_532_800, 0x7FFF_FFFF, 0x8000_0000, 4_354_819_200, 5_000_000_000,
            ]
            for (index, time) in times.enumerated() {
                try tree.file("top/\(String(index))", "x", modified: FileTime(time))
            }
            let archive = try await PenstockPack.archive(tree.at("top"), as: .zip, in: tree)
            let audit = try await ZipAudit.run(archive)
            #expect(audit.succeeded && audit.lines == [], "\(audit)")
            let script =
                "import sys, zipfile\n"
                + "for one in zipfile.ZipFile(sys.argv[1]).infolist()[1:]: print(*one.date_time, len(one.extra))"
            #expect(
                try await Tool.python(script, [archive.text]).lines == [
                    "1980 1 1 0 0 0 0", "1980 1 1 0 0 0 9", "1980 1 1 0 0 0 9", "1980 1 1 0 0 0 9",
                    "2038 1 19 3 14 6 9",
                    "2038 1 19 3 14 8 0", "2107 12 31 23 59 58 0", "2107 12 31 23 59 58 0",
                ])
        }
    }
}
