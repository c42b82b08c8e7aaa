import TestSupport
import Testing

/// The data of the applications: albums, each a list of files that lie elsewhere and have other names on disk.
struct Albums {
    private let tree: TemporaryTree

    /// The directory that the lists' paths are relative to.
    var root: BytePath { tree.at("root") }
    /// The directory with what docs/applications.md calls the developer's own code, and its data.
    var data: BytePath { tree.at("data") }

    /// A file of 2 GiB, of which none is on disk.
    static let large = "large"
    /// How many files the other albums have, which are named for that.
    static let counts = [200, 10_000]

    private static let made = Task { try Albums() }

    /// Made once; not to be changed.
    static func shared() async throws -> Albums { try await made.value }

    private init() throws {
        tree = try TemporaryTree("albums", in: .memory)
        ExitCleanup.removeAtExit(tree.root)
        try tree.file("data/albums.py", Self.code)
        for count in Self.counts {
            var list = ""
            for number in 1...count {
                let (path, name) = ("store/\(count)/\(number)", Self.name(number))
                let content = String(repeating: "file \(number) of \(count)\n", count: number % 200)
                try tree.file(BytePath("root/\(path)"), content)
                try tree.file(BytePath("expected/\(count)/\(name)"), content)
                list += #"{"name": "\#(name)", "path": "\#(path)"}"# + "\n"
            }
            try tree.file(BytePath("data/\(count).jsonl"), list)
        }
        try tree.sparseFile("root/store/sparse", size: 2 << 30)
        try tree.file(
            BytePath("data/\(Self.large).jsonl"), #"{"name": "large", "path": "store/sparse"}"# + "\n")
    }

    /// In the archive: with a directory, a space and a letter beyond ASCII, and not in the order of the alphabet.
    private static func name(_ number: Int) -> String { "day \(number % 7)/phöto \(number).txt" }

    private static let code = """
        import json
        import os

        def files(album):
            with open(os.path.join(os.path.dirname(__file__), album + ".jsonl")) as lines:
                for line in lines:
                    yield json.loads(line)

        """

    /// Expects that a reader of somebody else unpacks exactly the album.
    func expect(_ archive: HTTPResponse, toHold count: Int, by extractor: Extractor) async throws {
        try #require(archive.exit.isSuccess && archive.status == 200, "\(archive)")
        let unpacked = try TemporaryTree("unpacked", in: .memory)
        let result = try await extractor.extract(archive.body, into: unpacked.root)
        #expect(result.succeeded, "\(result)")
        let comparison = try await Tool("diff").run(
            ["-r", tree.at(BytePath("expected/\(count)")).text, unpacked.path])
        #expect(comparison.succeeded, "\(extractor): \(comparison)")
    }
}

extension Extractor {
    /// Two for each format.
    static func pair(for format: ArchiveFormat) -> [Extractor] {
        format == .zip ? [.unzip, .sevenZip] : [.tar, .bsdtar]
    }
}
