/// What is in an archive, told by Python's own readers.
public enum ArchiveListing {
    /// The entries in their order, a directory with a slash at its end; control characters are escaped.
    public static func names(_ archive: [UInt8], _ format: ArchiveFormat = .zip) async throws -> [String] {
        let directory = try TemporaryTree("listing")
        let file = try directory.file("archive", archive)
        let result = try await Tool.python(script, [file.text, format.rawValue])
        guard result.succeeded else { throw ChildFailure(command: "listing", reason: result.description) }
        return result.lines
    }

    private static let script = """
        import sys, tarfile, zipfile
        if sys.argv[2] == 'zip': names = zipfile.ZipFile(sys.argv[1]).namelist()
        else: names = [one.name + '/' * one.isdir() for one in tarfile.open(sys.argv[1])]
        for name in names: print(''.join(c if c.isprintable() else ascii(c)[1:-1] for c in name))
        """
}
