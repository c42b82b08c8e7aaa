import TestSupport
import Testing

extension InteropTests {
    @Suite struct EntryCountTests {
        @Test func `counts around the limit of 16 bits are accepted`() async throws {
            let tree = try TemporaryTree("many", in: .memory)
            try tree.directory("top")
            var made = 0
            for count in [65_534, 65_535, 65_536, 70_000] {
                // One of the entries is the top folder.
                while made < count - 1 {
                    try FileSystem.write([], to: tree.at("top/\(String(made))"))
                    made += 1
                }
                try await accept(try await PenstockPack.archive(tree.at("top"), as: .zip, in: tree), count)
            }
        }

        private func accept(_ archive: BytePath, _ count: Int) async throws {
            for tester in ArchiveTester.all(for: .zip) {
                let result = try await tester.test(archive)
                #expect(result.succeeded, "\(count) entries, \(tester): \(result)")
            }
            let counters = [
                "unzip -Z1 \"$1\" | wc -l", "bsdtar -tf \"$1\" | wc -l", "cat \"$1\" | bsdtar -tf - | wc -l",
                "7z l -slt -bd \"$1\" | grep -c '^Path = top'",
                "python3 -c 'import sys, zipfile; print(len(zipfile.ZipFile(sys.argv[1]).namelist()))' \"$1\"",
            ]
            for counter in counters {
                let result = try await Tool.shell(counter, [archive.text])
                #expect(result.lines == [String(count)], "\(result)")
            }
            let audit = try await ZipAudit.run(archive)
            #expect(audit.succeeded && audit.lines == [], "\(count) entries: \(audit)")
        }
    }
}
