import TestSupport

/// What the front servers serve: nothing in it takes much disk, and everybody may read it.
struct FrontTree {
    let tree: TemporaryTree

    var root: BytePath { tree.root }

    /// Names with what URLs and servers have uses of their own for.
    static let oddNames = [
        "a b", "100%", "ünï", "a+b", "a;b", "a&b=c", "q?uery#", "%41", "a:b@c", "~tilde", "$x",
    ]

    private static let made = Task {
        FrontTree(tree: try await TemporaryTree.settled("front", fill: fill))
    }

    /// Made once; not to be changed.
    static func shared() async throws -> FrontTree { try await made.value }

    private static func fill(_ tree: TemporaryTree) throws {
        var generator = SeededGenerator(seed: 5)
        try tree.compressibleFile("dir/text", size: 700_001)
        try tree.file("dir/noise", generator.bytes(300_007))
        try tree.file("dir/small", "small")
        try tree.file("dir/.hidden", "hidden")
        try tree.directory("dir/empty")
        for name in oddNames { try tree.file(BytePath(name) / "file", name) }
        // Names that are too many for a URL.
        for number in 0..<40 {
            try tree.file(BytePath("many/\(number)" + String(repeating: "x", count: 100)), "\(number)")
        }
        try tree.sparseFile("large/file", size: 1 << 30)
        try tree.sparseFile("huge/file", size: 1 << 40)
        try tree.sparseFile("long/file", size: 40 << 20)
    }
}
