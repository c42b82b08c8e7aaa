import TestSupport
import Testing

extension EndToEndTests {
    /// Trees of many entries, and the memory they take.
    @Suite struct ScaleTests {
        private static let isSoak = FileSystem.environment("PENSTOCK_SOAK") == "1"
        private static let memoryLimit = 120 << 20

        /// Entries besides the top folder, and how many to a directory.
        @Test(arguments: [(100_000, 100_000), (100_000, 1000)])
        func `a hundred thousand entries are planned and sent`(count: Int, width: Int) async throws {
            try await serve(count, width)
        }

        @Test(
            .enabled(if: isSoak, "takes minutes; set PENSTOCK_SOAK=1"),
            arguments: [(999_999, 999_999), (999_999, 1000)])
        func `a million entries are planned and sent`(count: Int, width: Int) async throws {
            try await serve(count, width)
        }

        private func serve(_ count: Int, _ width: Int) async throws {
            let tree = try TemporaryTree("many", in: .memory)
            let entries = try Self.fill(tree, count, width)
            let penstock = try await PenstockServer()
            let connection = try await penstock.client().open(
                FastCGIRequest("GET", "/archive/top.zip", root: tree.root))
            let head = try await connection.receive(upTo: 1, keepingBody: false)
            #expect(head.status == 200 && head["X-Archive-Entries"] == String(entries))
            let answer = try await connection.receive(keepingBody: false)
            #expect(answer.isComplete)
            let peak = try penstock.usage().peakResidentBytes
            #expect(peak <= Self.memoryLimit)
            print("\(entries) entries, \(width) to a directory: peak \(peak >> 20) MiB")
        }

        /// - Returns: The number of entries, `count` and the top folder.
        private static func fill(_ tree: TemporaryTree, _ count: Int, _ width: Int) throws -> Int {
            try tree.directory("top")
            var made = 0
            var directory: BytePath = "top"
            while made < count {
                if width < count, made.isMultiple(of: width + 1) {
                    directory = "top/\(String(made))"
                    try tree.directory(directory)
                } else {
                    try FileSystem.write([], to: tree.at(directory / "file\(String(made))"))
                }
                made += 1
            }
            return made + 1
        }
    }
}
