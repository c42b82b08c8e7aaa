/// A tree of everything that archives have to cope with, twice, as on two hosts that serve the same files.
public struct TwinTrees: Sendable {
    public let tree: TemporaryTree
    /// Of the directory to be archived, below each of the roots.
    public let name: BytePath = "mixed"

    public var roots: [BytePath] { [tree.at("one"), tree.at("another/host")] }

    private static let made = Task { try await TwinTrees() }

    /// Made once a run, and long enough ago for files to be remembered.
    public static func shared() async throws -> TwinTrees { try await made.value }

    private init() async throws {
        tree = try TemporaryTree("twins")
        ExitCleanup.removeAtExit(tree.root)
        try tree.directory("another/host")
        try Self.fill(tree, "one" / name)
        // rsync leaves the time of a directory alone that was made within the second in which it copies it.
        try await TemporaryTree.settle()
        let copied = try await Tool("rsync").run(["-a", roots[0].text + "/", roots[1].text + "/"])
        guard copied.succeeded else { throw ChildFailure(command: "rsync", reason: copied.description) }
        try await TemporaryTree.settle()
    }

    /// The archive that `pack` makes of the first of them.
    public func packed(_ variant: ArchiveVariant, in scratch: TemporaryTree) async throws -> BytePath {
        try await PenstockPack.archive(
            roots[0] / name, as: variant.format, in: scratch, ["--compression", variant.effort])
    }

    /// About 12 MB: large and small files, such that shrink and such that do not, next to each other.
    private static func fill(_ tree: TemporaryTree, _ top: BytePath) throws {
        var generator = SeededGenerator(seed: 77)
        let digits = Array("0123456789abcdef".utf8)
        let text = (0..<300_001).map { _ in digits[generator.below(16)] }
        let noise = generator.bytes(300_007)
        func file(_ path: BytePath, repeating block: [UInt8], size: Int) throws {
            try FileSystem.makeDirectories(tree.at(top / path).parent)
            try FileSystem.write(repeating: block, size: size, to: tree.at(top / path))
        }
        try file("a text", repeating: text, size: 2_000_003)
        try file("b noise", repeating: noise, size: 1_500_001)
        try file("c both", repeating: text + noise, size: 5_000_001)
        try file("d picture.jpg", repeating: noise, size: 700_001)
        for size in [0, 1, 511, 512, 513, 262_143, 262_144, 262_145] {
            try file("sizes/\(size) text", repeating: text, size: size)
            try file("sizes/\(size) noise", repeating: noise, size: size)
        }
        for number in 0..<60 { try file("small/\(number)", repeating: text, size: number * 97) }
        try tree.directory(top / "empty/inner")
        // Longer than the name and prefix of a ustar header.
        let long = BytePath(String(repeating: "long ", count: 40))
        try file(long / long / "file", repeating: text, size: 1000)
        for (number, odd) in (OddNames.portable + OddNames.rewritten).enumerated() {
            try file("odd" / odd, repeating: noise, size: number)
        }
        try tree.link(top / "link", to: "small/59")
        try FileSystem.setModified(
            FileTime(1_700_000_001, nanoseconds: 999_999_999), of: tree.at(top / "a text"))
    }
}
