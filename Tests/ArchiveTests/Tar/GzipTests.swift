import Compression
import Plan
import TestSupport
import Testing

@testable import Archive

@Suite(.unit) struct GzipTests {
    @Test(arguments: [Effort.store, .auto])
    func `gzip restores the tar that was compressed`(effort: Effort) async throws {
        let plan = try Plan.sample()
        let tar = try Archive(plan, format: .tar, effort: .store).bytes()
        let packed = try Archive(plan, format: .tarGzip, effort: effort).bytes()
        let result = try await Tool("gzip").run(["-dc"], input: packed)
        #expect(result.succeeded, "\(result.errors)")
        let isSame = result.output == tar
        #expect(isSame)
    }
}
