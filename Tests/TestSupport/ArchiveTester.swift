/// One way in which somebody else's program tells whether an archive is whole.
public struct ArchiveTester: Sendable, CustomStringConvertible {
    public let name: String
    public let formats: Set<ArchiveFormat>
    /// In the shell's language: `$1` is the archive.
    private let script: String

    public var description: String { name }

    public func test(_ archive: BytePath) async throws -> Tool.Result {
        try await Tool("sh").run(["-c", script, "sh", archive.text])
    }

    public static func all(for format: ArchiveFormat) -> [ArchiveTester] {
        all.filter { $0.formats.contains(format) }
    }

    private static let all: [ArchiveTester] = [
        ArchiveTester(name: "unzip -t", formats: [.zip], script: "unzip -tqq \"$1\""),
        ArchiveTester(name: "7z t", formats: [.zip, .tar, .tarGzip], script: "7z t -bd -bso0 \"$1\""),
        ArchiveTester(
            name: "bsdtar", formats: [.zip, .tar, .tarGzip], script: "bsdtar -xOf \"$1\" >/dev/null"),
        ArchiveTester(name: "gzip -t", formats: [.tarGzip], script: "gzip -t \"$1\""),
        ArchiveTester(name: "tar", formats: [.tar, .tarGzip], script: "tar -xOf \"$1\" >/dev/null"),
        ArchiveTester(name: "testzip", formats: [.zip], script: "python3 -c '\(testzip)' \"$1\""),
        ArchiveTester(name: "tarfile", formats: [.tar, .tarGzip], script: "python3 -c '\(readTar)' \"$1\""),
    ]

    private static let testzip = """
        import sys, zipfile
        bad = zipfile.ZipFile(sys.argv[1]).testzip()
        sys.exit(bad and "bad member: " + bad)
        """

    private static let readTar = """
        import sys, tarfile
        with tarfile.open(sys.argv[1]) as archive:
            for member in archive:
                content = archive.extractfile(member)
                while content and content.read(1 << 20): pass
        """
}
