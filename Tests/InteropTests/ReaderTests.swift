import TestSupport
import Testing

extension InteropTests {
    @Suite struct ReaderTests {
        @Test(arguments: ArchiveFormat.allCases, ["store", "auto", "fast", "default", "best"])
        func `every reader finds what was packed at every effort`(format: ArchiveFormat, effort: String)
            async throws
        {
            let complaints = try await complaints(try await Corpus.small(), format, effort)
            #expect(complaints == [])
        }

        @Test(arguments: [ArchiveFormat.zip, .tarGzip])
        func `every reader finds a large real tree as it is`(format: ArchiveFormat) async throws {
            let complaints = try await complaints(try await Corpus.large(), format, "store")
            #expect(complaints == [])
        }

        @Test(arguments: ["store", "auto", "fast", "default", "best"])
        func `GZIPInputStream reads the whole stream`(effort: String) async throws {
            let directory = try TemporaryTree("packed")
            let archive = try await PenstockPack.archive(
                try await Corpus.small().directory, as: .tarGzip, in: directory, ["--compression", effort])
            let java = try await JavaReader.gunzip(archive, to: directory.at("by-java"))
            #expect(java.succeeded, "\(java)")
            let gzip = try await Tool.shell(
                "gzip -dc \"$1\" > \"$2\"", [archive.text, directory.at("by-gzip").text])
            #expect(gzip.succeeded, "\(gzip)")
            #expect(try FileSystem.sameContents(directory.at("by-java"), directory.at("by-gzip")))
        }

        private func complaints(_ corpus: Corpus, _ format: ArchiveFormat, _ effort: String) async throws
            -> [String]
        {
            let directory = try TemporaryTree("packed")
            let archive = try await PenstockPack.archive(
                corpus.directory, as: format, in: directory, ["--hidden", "--compression", effort])
            return try await corpus.complaints(about: archive, format)
        }
    }
}
