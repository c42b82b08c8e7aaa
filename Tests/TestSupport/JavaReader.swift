/// The three readers of the Java library, compiled once.
public enum JavaReader {
    private static let directory = Task { () throws -> TemporaryTree in
        let tree = try TemporaryTree("java")
        let source = ProjectFiles.root / "Tests/Compatibility/readers/Unpack.java"
        let result = try await Tool("javac").run(["-d", tree.path, source.text])
        guard result.succeeded else { throw ChildFailure(command: "javac", reason: result.description) }
        ExitCleanup.removeAtExit(tree.root)
        return tree
    }

    /// The class path.
    @Sendable public static func classes() async throws -> String { try await directory.value.path }

    /// Decompresses with GZIPInputStream.
    public static func gunzip(_ archive: BytePath, to output: BytePath) async throws -> Tool.Result {
        try await Tool("java").run([
            "-cp", try await classes(), "Unpack", "gunzip", archive.text, output.text,
        ])
    }
}
