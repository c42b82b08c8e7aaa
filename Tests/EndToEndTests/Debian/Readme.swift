import TestSupport
import Testing

/// What README.md tells an administrator to write.
enum Readme {
    /// The location of nginx.
    static var location: String {
        get throws {
            let text = try FileSystem.text(ProjectFiles.root / "README.md")
            let block = try #require(text.firstMatch(of: /```nginx\n(.*?)```/.dotMatchesNewlines()))
            return String(block.1)
        }
    }
}
