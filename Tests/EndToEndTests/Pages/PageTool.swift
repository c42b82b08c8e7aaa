import TestSupport

/// The programs beside these tests, which look at pages.
enum PageTool {
    /// The Python environment that Scripts/page-checkers makes where it can.
    private static let environment = ProjectFiles.root / ".build/page-checkers"

    static let hasCheckers = FileSystem.exists(environment / "made-of")

    static func run(_ name: BytePath, _ arguments: [String]) async throws -> Tool.Result {
        try await Tool("python3").run(["-B", path(name)] + arguments)
    }

    /// Runs a program that takes packages of the environment.
    static func check(_ name: BytePath, _ arguments: [String]) async throws -> Tool.Result {
        let python = environment / "bin/python"
        return try await Tool(python.text).run(["-B", path(name)] + arguments)
    }

    /// axe-core itself.
    static var axe: String {
        get throws {
            let libraries = environment / "lib"
            let version = try FileSystem.names(in: libraries).map { BytePath($0) }.first ?? ""
            return (libraries / version / "site-packages/axe_playwright_python/axe.min.js").text
        }
    }

    private static func path(_ name: BytePath) -> String {
        (BytePath(#filePath).parent / name).text
    }
}
