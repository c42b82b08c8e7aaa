extension Corpus {
    /// Has every reader test and unpack `archive` and compares what comes out with the source.
    ///
    /// - Returns: What any of them found wrong, one line each; empty if all is well.
    public func complaints(about archive: BytePath, _ format: ArchiveFormat) async throws -> [String] {
        let expected = try expected(format)
        var complaints: [String] = []
        for tester in ArchiveTester.all(for: format) {
            let result = try await tester.test(archive)
            if !result.succeeded {
                complaints.append("\(tester): \(result.status) \(result.errors.suffix(500))")
            }
        }
        for extractor in Extractor.all(for: format) {
            let differences = try await differences(archive, extractor, expected)
            complaints += differences.map { "\(extractor): \($0)" }
        }
        return complaints
    }

    private func differences(
        _ archive: BytePath, _ extractor: Extractor, _ expected: TreeSnapshot
    ) async throws -> [String] {
        let destination = try TemporaryTree("unpacked", in: .memory)
        let result = try await extractor.extract(archive, into: destination.root)
        guard result.succeeded else { return ["\(result.status) \(result.errors.suffix(500))"] }
        guard try destination.names() == [name.text] else { return ["made \(try destination.names())"] }
        let found = try TreeSnapshot(of: destination.at(name))
        return try extractor.restores.differences(found, from: expected)
    }
}
