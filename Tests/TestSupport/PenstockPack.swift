/// `penstock pack`, run to its end.
public enum PenstockPack {
    /// - Returns: What it said, if it did not end well or said anything.
    @discardableResult
    public static func run(_ arguments: [String]) async throws -> Tool.Result {
        try await Tool(PenstockBinary.path).run(["pack"] + arguments)
    }

    /// Packs `source` into a file and returns its path. The archive may lack what no archive can hold.
    public static func archive(
        _ source: BytePath, as format: ArchiveFormat, in directory: TemporaryTree, _ options: [String] = [],
        name: String = "packed"
    ) async throws -> BytePath {
        let output = directory.at(BytePath("\(name).\(format)"))
        let arguments = ["--output", output.text, "--format", format.rawValue] + options + [source.text]
        let result = try await run(arguments)
        let isWhole = result.succeeded || result.errors.contains("MISSING.txt in the archive lists them")
        guard isWhole else {
            throw ChildFailure(command: result.command, reason: result.description)
        }
        return output
    }
}
