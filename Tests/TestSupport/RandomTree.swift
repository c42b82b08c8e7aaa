/// A small tree that a seed decides: files of every size class, directories, links within the tree, odd names.
public enum RandomTree {
    public static func make(in tree: TemporaryTree, at top: BytePath, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var directories: [BytePath] = [top]
        try tree.directory(top)
        for index in 0..<(1 + generator.below(9)) {
            let parent = generator.element(of: directories)
            let path = parent / name(index, &generator)
            switch generator.below(10) {
            case 0, 1:
                try tree.directory(path, mode: generator.element(of: [0o755, 0o700, 0o775]))
                directories.append(path)
            case 2 where parent == top: try tree.link(path, to: BytePath(name(0, &generator).bytes))
            default: try file(tree, path, &generator)
            }
        }
    }

    private static func file(_ tree: TemporaryTree, _ path: BytePath, _ generator: inout SeededGenerator)
        throws
    {
        let time = FileTime(generator.below(4_000_000_000), nanoseconds: generator.below(1_000_000_000))
        let mode = generator.element(of: [UInt32(0o644), 0o600, 0o755, 0o444, 0o4755])
        let size = generator.element(of: [0, 1, 100, 511, 512, 4096, 65_535, 65_536, 70_000])
        let contents =
            generator.below(2) == 0
            ? [UInt8](repeating: UInt8(generator.below(256)), count: size)
            : Array((generator.bytes(256) + [UInt8](repeating: 0, count: size)).prefix(size))
        try tree.file(path, contents, mode: mode, modified: time)
        if generator.below(40) == 0 {
            try FileSystem.truncate(tree.at(path), to: 263_000 + generator.below(400_000))
            try FileSystem.setModified(time, of: tree.at(path))
        }
    }

    private static func name(_ index: Int, _ generator: inout SeededGenerator) -> BytePath {
        let stems: [BytePath] = [
            "plain", "with space", "ü", BytePath("long" + String(repeating: "g", count: 90)), "back\\slash",
            "new\nline",
            BytePath([0xE9]), "photo", "-dash", "100%",
        ]
        let stem = generator.element(of: stems)
        let suffix = generator.element(of: ["", ".txt", ".jpg", ".tar.gz"])
        return BytePath(stem.bytes + Array("\(index)\(suffix)".utf8))
    }
}
