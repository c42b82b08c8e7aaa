import TestSupport
import Testing

extension EndToEndTests {
    /// Why compressed archives are the same everywhere: the library's deflate, called as penstock calls it.
    @Suite struct EngineTests {
        private let scratch: TemporaryTree

        init() throws { scratch = try TemporaryTree("engine") }

        private func compiled(_ options: [String] = []) async throws -> BytePath {
            let program = scratch.at("igzip")
            let source = ProjectFiles.root / "Tests/Engine/igzip.c"
            let flags = ["-std=gnu17", "-g", "-O2", "-Wall", "-Wextra", "-Werror"]
            let result = try await Tool("cc").run(
                flags + options + ["-o", program.text, source.text, "-lisal"])
            try #require(result.succeeded, "\(result)")
            return program
        }

        @Test(arguments: ISALBuild.available)
        func `addresses, alignment and what memory held before decide on nothing`(build: ISALBuild)
            async throws
        {
            let program = try await compiled()
            let result = try await Tool(program.text).run([], environment: build.environment)
            #expect(result.succeeded, "\(result)")
        }

        @Test func `no branch and no bit depends on memory that was never written`() async throws {
            let program = try await compiled(["-DMEMCHECK"])
            let result = try await Tool("valgrind").run(["--error-exitcode=9", program.text])
            #expect(result.succeeded, "\(result)")
        }
    }
}
