import TestSupport
import Testing

extension InteropTests {
    @Suite struct CompatibilityTests {
        @Test func `installed readers do with archives what docs/compatibility.md says`() async throws {
            let program = ProjectFiles.root / "Tests/Compatibility/run"
            let check = try await Tool(program.text).run(
                ["--check"], environment: ["PENSTOCK_BINARY": PenstockBinary.path])
            #expect(check.succeeded, "\(check)")
        }
    }
}
