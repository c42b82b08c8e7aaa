/// A real tree, made once a run: what distributions install, and what they never would.
public struct Corpus: Sendable {
    /// What holds the tree; outside ``directory`` there is nothing else.
    public let tree: TemporaryTree
    /// The directory to be archived, below the tree's root.
    public let name: BytePath = "corpus"

    public var directory: BytePath { tree.at(name) }

    /// All of what is copied from the system, unless it is extraordinarily much.
    private static let large = Task { try await made(copying: 300 << 20) }
    /// A little of it.
    private static let small = Task { try await made(copying: 3 << 20) }

    public static func large() async throws -> Corpus { try await large.value }

    public static func small() async throws -> Corpus { try await small.value }

    private static func made(copying byteLimit: Int) async throws -> Corpus {
        let corpus = Corpus(tree: try TemporaryTree("corpus"))
        ExitCleanup.removeAtExit(corpus.tree.root)
        try await corpus.copySystemFiles(byteLimit)
        try corpus.addOddities()
        return corpus
    }

    /// What a reader should find beneath the top folder.
    public func expected(_ format: ArchiveFormat) throws -> TreeSnapshot {
        let snapshot = try TreeSnapshot(of: directory, in: tree.root, links: .follow)
        return format == .zip ? snapshot.renamed { ZipName.of($0) } : snapshot
    }

    private func copySystemFiles(_ byteLimit: Int) async throws {
        try tree.directory(name)
        var left = byteLimit
        for source: BytePath in ["/usr/include", "/usr/share/doc"] where FileSystem.exists(source) {
            left = try await onThread { [left] in
                var budget = left
                try copy(source, to: directory / BytePath(source.name), &budget)
                return budget
            }
        }
    }

    /// In byte order, until a file does not fit the budget any more.
    private func copy(_ source: BytePath, to target: BytePath, _ budget: inout Int) throws {
        let info = try FileSystem.info(source)
        if info.kind == .file { budget -= info.size }
        if budget < 0 { return }
        switch info.kind {
        case .link:
            try FileSystem.makeLink(target, to: FileSystem.target(ofLink: source))
        case .file:
            try FileSystem.write(FileSystem.read(source), to: target)
            try FileSystem.setMode(info.mode & 0o777, of: target)
        case .directory:
            try FileSystem.makeDirectory(target)
            for name in try FileSystem.names(in: source) {
                try copy(source / BytePath(name), to: target / BytePath(name), &budget)
            }
        case .other: return
        }
        try FileSystem.setModified(info.modified, of: target)
    }

    private func addOddities() throws {
        for (index, odd) in (OddNames.portable + OddNames.rewritten).enumerated() {
            try tree.file(
                name / "odd" / odd, "odd name \(index)\n", modified: FileTime(1_000_000_000 + index))
        }
        try tree.directory(name / "empty/inner/innermost")
        try tree.directory(name / "private", mode: 0o700, modified: FileTime(86_400))
        try tree.file(name / "modes/set-id", "x", mode: 0o6755)
        try tree.file(name / "modes/owner only", "x", mode: 0o600)
        try tree.file(name / "modes/read only", "x", mode: 0o444)
        try tree.file(name / "modes/everybody", "x", mode: 0o777)
        try tree.file(
            name / "times/odd second", "x", modified: FileTime(1_700_000_001, nanoseconds: 999_999_999))
        try tree.file(name / "times/before zip", "x", modified: FileTime(1))
        try tree.file(name / "times/last of 31 bits", "x", modified: FileTime(0x7FFF_FFFF))
        try tree.file(name / "sizes/empty", "")
        for size in [1, 511, 512, 513, 65_535, 65_536, 262_143, 262_144, 262_145, 1_048_577] {
            var generator = SeededGenerator(seed: UInt64(size))
            try tree.file(name / "sizes" / "\(size) random", generator.bytes(size))
            try tree.file(name / "sizes" / "\(size) zero", [UInt8](repeating: 0, count: size))
        }
        try tree.file(name / "sizes/ends in jpeg.jpg", [UInt8](repeating: 7, count: 400_000))
        try tree.link(name / "links/to a file", to: "../sizes/513 random")
        try tree.link(name / "links/to a directory", to: "../times")
        try tree.link(name / "links/to nothing", to: "no such file")
        try tree.link(name / "links/absolute", to: "/etc/hostname")
        try tree.link(name / "links/outside", to: "../../../../etc/hostname")
        try tree.link(name / "links/around", to: "around")
    }
}
