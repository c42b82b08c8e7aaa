import Compression
import TestSupport
import Testing

@testable import Archive

/// Whoever changes the bytes of archives has to say so, or two hosts of different versions would make halves that do
/// not fit.
@Suite(.unit) struct ArchiveIdentityTests {
    @Test func `what needs no engine has the bytes of its version`() throws {
        try expect(GoldenArchive.stored(), GoldenHashes.stored)
    }

    @Test(.enabled(if: GoldenHashes.compressed != nil, "no hashes are noted for \(GoldenHashes.engines)"))
    func `what is compressed has the bytes of its version and its engines`() throws {
        try expect(GoldenArchive.compressed(), try #require(GoldenHashes.compressed))
    }

    private func expect(_ archives: [GoldenArchive], _ golden: String) throws {
        let lines = try archives.map { try $0.line() }
        let noted = golden.split(separator: "\n").map(String.init)
        #expect(
            lines == noted && ArchiveIdentity.version == GoldenHashes.version,
            "raise ArchiveIdentity.version, and note in GoldenHashes:\n\(lines.joined(separator: "\n"))")
    }

    @Test func `every format, effort and engine has an identity of its own`() {
        let texts = ArchiveFormat.allCases.flatMap { format in
            Effort.allCases.map { ArchiveIdentity.text(format, $0) }
        }
        #expect(Set(texts).count == texts.count)
        #expect(CompressionEngine.identity(of: .auto).hasPrefix("ISA-L "))
        // Whether ISA-L makes less of a block decides on whether zlib gets it.
        #expect(CompressionEngine.identity(of: .best).hasPrefix(CompressionEngine.identity(of: .auto)))
    }
}
