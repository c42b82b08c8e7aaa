/// One way in which somebody else's program unpacks an archive.
public struct Extractor: Sendable, CustomStringConvertible {
    public let name: String
    public let formats: Set<ArchiveFormat>
    /// What it restores besides names and contents.
    public let restores: TreeComparison
    /// Whether it makes symbolic links, not files that hold the target.
    public let makesLinks: Bool
    /// In the shell's language: `$1` is the archive, `$2` the directory to fill, `$3` what ``prepare`` gave.
    private let script: String
    private let prepare: @Sendable () async throws -> String

    private init(
        _ name: String, _ formats: Set<ArchiveFormat>, modes: Bool = true, times: Bool = true,
        links: Bool = true, exactNames: Bool = true, _ script: String,
        prepare: @escaping @Sendable () async throws -> String = { "" }
    ) {
        self.name = name
        self.formats = formats
        restores = TreeComparison(modes: modes, times: times, exactNames: exactNames)
        makesLinks = links
        self.script = script
        self.prepare = prepare
    }

    public var description: String { name }

    /// Unpacks into `destination`, which exists.
    public func extract(_ archive: BytePath, into destination: BytePath) async throws -> Tool.Result {
        try await Tool("sh").run(
            ["-c", script, "sh", archive.text, destination.text, try await prepare()])
    }

    /// What unpacks into `destination`, as a command of the shell, to be run elsewhere.
    public func command(_ archive: BytePath, into destination: BytePath) async throws -> String {
        let words = [script, "sh", archive.text, destination.text, try await prepare()]
        return "sh -c " + words.map { "'\($0.replacing("'", with: #"'\''"#))'" }.joined(separator: " ")
    }

    public static func all(for format: ArchiveFormat) -> [Extractor] {
        all.filter { $0.formats.contains(format) }
    }

    public static let unzip = Extractor("unzip", [.zip], "unzip -q -o \"$1\" -d \"$2\"")

    /// Recent ones refuse links that go up, wherever they lead.
    public static let sevenZip = Extractor(
        "7z", [.zip, .tar], links: false, "7z x -y -bd -bso0 -o\"$2\" \"$1\"")

    /// It composes what is decomposed in names.
    public static let bsdtar = Extractor(
        "bsdtar", [.zip, .tar, .tarGzip], exactNames: false, "bsdtar -xpf \"$1\" -C \"$2\"")

    public static let tar = Extractor("tar", [.tar, .tarGzip], "tar -xpf \"$1\" -C \"$2\"")

    public static let all: [Extractor] = [
        unzip, sevenZip, bsdtar, tar,
        Extractor(
            "7z | 7z", [.tarGzip], links: false,
            "7z x -so -bd \"$1\" | 7z x -y -bd -bso0 -si -ttar -o\"$2\""),
        Extractor(
            "bsdtar from a pipe", [.tar, .tarGzip], exactNames: false,
            "cat \"$1\" | bsdtar -xpf - -C \"$2\""),
        // Modes and links are in the central directory, which such a reader never sees.
        Extractor(
            "bsdtar from a pipe", [.zip], modes: false, links: false, exactNames: false,
            "cat \"$1\" | bsdtar -xpf - -C \"$2\""),
        Extractor("tar from a pipe", [.tar], "cat \"$1\" | tar -xpf - -C \"$2\""),
        Extractor(
            "zipfile", [.zip], modes: false, times: false, links: false,
            "python3 -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])' \"$1\" \"$2\""
        ),
        Extractor(
            "tarfile", [.tar, .tarGzip], "python3 -c \"$3\" \"$1\" \"$2\"", prepare: { tarfileScript }),
        Extractor(
            "ZipFile", [.zip], modes: false, links: false, "java -cp \"$3\" Unpack file \"$1\" \"$2\"",
            prepare: JavaReader.classes),
        Extractor(
            "ZipInputStream", [.zip], modes: false, links: false,
            "java -cp \"$3\" Unpack stream \"$1\" \"$2\"",
            prepare: JavaReader.classes),
    ]

    /// Newer versions unpack less than they are told to unless they are told twice.
    private static let tarfileScript = """
        import sys, tarfile
        options = {'filter': 'fully_trusted'} if hasattr(tarfile, 'fully_trusted_filter') else {}
        with tarfile.open(sys.argv[1]) as archive:
            archive.extractall(sys.argv[2], **options)
        """
}
