import TestSupport
import Testing

/// Beside the other suites: its readers are busy with one core each.
@Suite(.serialized, .system) struct LargeEntryTests {
    private static let fourGiB = 1 << 32

    @Test func `entries around 4 GiB are accepted`() async throws {
        let tree = try TemporaryTree("large")
        try tree.sparseFile("top/1 below", size: Self.fourGiB - 1)
        try tree.sparseFile("top/2 exact", size: Self.fourGiB)
        try tree.sparseFile("top/3 above", size: Self.fourGiB + 1)
        let archive = try await PenstockPack.archive(
            tree.at("top"), as: .zip, in: tree, ["--compression", "fast"])
        try await accept(archive, by: ArchiveTester.all(for: .zip).filter { $0.name != "testzip" })
        // Python is the slowest; it reads one to its end, where it compares the checksum.
        let script = """
            import sys, zipfile
            archive = zipfile.ZipFile(sys.argv[1])
            for one in archive.infolist(): print(one.file_size)
            last = archive.open(archive.infolist()[-1])
            while last.read(1 << 24): pass
            """
        let sizes = try await Tool.python(script, [archive.text])
        #expect(sizes.lines == ["0", "4294967295", "4294967296", "4294967297"])
    }

    @Test func `a header beyond 4 GiB is found`() async throws {
        let tree = try TemporaryTree("large")
        try tree.sparseFile("top/first", size: Self.fourGiB + 1)
        try tree.file("top/last", "beyond\n")
        let archive = try await PenstockPack.archive(
            tree.at("top"), as: .zip, in: tree, ["--compression", "store"])
        try await accept(archive)
        for command in [
            "unzip -p \"$1\" top/last", "7z x -so -bd \"$1\" top/last", "bsdtar -xOf \"$1\" top/last",
            "cat \"$1\" | bsdtar -xOf - top/last",
            "python3 -c 'import sys, zipfile; print(zipfile.ZipFile(sys.argv[1]).read(\"top/last\").decode(), end=\"\")' \"$1\"",
        ] {
            let result = try await Tool.shell(command, [archive.text])
            #expect(result.text == "beyond\n", "\(result)")
        }
    }

    @Test func `a tar member of more than 8 GiB is accepted from a pipe`() async throws {
        let tree = try TemporaryTree("large")
        try tree.sparseFile("top/first", size: 8 << 30)
        try tree.file("top/last", "x")
        for reader in ["tar -tvf -", "bsdtar -tvf -"] {
            let script = "\"$1\" pack --format tar \"$2\" | \(reader)"
            let result = try await Tool.shell(script, [PenstockBinary.path, tree.at("top").text])
            #expect(result.succeeded, "\(result)")
            #expect(result.lines.count == 3 && result.text.contains(" 8589934592 "), "\(result)")
        }
    }

    private func accept(
        _ archive: BytePath, by testers: [ArchiveTester] = ArchiveTester.all(for: .zip)
    ) async throws {
        try await withThrowingTaskGroup(of: Tool.Result.self) { group in
            for tester in testers {
                group.addTask { try await tester.test(archive) }
            }
            for try await result in group { #expect(result.succeeded, "\(result)") }
        }
        let audit = try await ZipAudit.run(archive, readingData: false)
        #expect(audit.succeeded && audit.lines == [], "\(audit)")
    }
}
