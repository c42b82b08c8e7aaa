import TestSupport
import Testing

extension RemoteContentTests {
    /// Origins that leave those who read slowly, as nginx does after `send_timeout`.
    @Suite struct DroppedReaderTests {
        @Test(arguments: [ArchiveFormat.zip, .tar])
        func `a slow client gets everything from an origin that drops it`(format: ArchiveFormat) async throws
        {
            let files = try TemporaryTree("files")
            // More than sockets and buffers on the way can hold.
            try files.compressibleFile("a/large", size: 96 << 20)
            try files.compressibleFile("a/other", size: 1 << 20)
            let origin = try await FileOrigin(files.at("a"), directives: ["send_timeout 1s;"])
            let site = try await RemoteSite(origins: 0, sources: [origin.prefix])
            try site.list(
                "trip.\(format)",
                [
                    #"{"name": "large", "url": "\#(origin.prefix)large?sig=1", "size": \#(96 << 20)}"#,
                    #"{"name": "other", "url": "\#(origin.prefix)other?sig=1", "size": \#(1 << 20)}"#,
                ])
            let (exit, body) = try await site.fetch("/store/trip.\(format)") {
                // nginx writes the line when it gives up.
                _ = try await eventually("an answer that nginx breaks off") {
                    let answers = try origin.answers("/large")
                    return answers.contains { $0.count < 96 << 20 } ? true : nil
                }
            }
            #expect(exit.isSuccess)
            let unpacked = try TemporaryTree("unpacked", in: .memory)
            let result = try await Extractor.bsdtar.extract(body, into: unpacked.root)
            #expect(result.succeeded, "\(result)")
            let comparison = try await Tool("diff").run(["-r", files.at("a").text, unpacked.path])
            #expect(comparison.succeeded, "\(comparison)")
            let answers = try await eventually("a second answer") {
                let answers = try origin.answers("/large")
                return answers.count > 1 ? answers : nil
            }
            #expect(answers.dropFirst().allSatisfy { $0.status == 206 }, "\(answers)")
            let line = try await site.line("/store/trip.\(format)")
            #expect(line.outcome == "complete")
            #expect((line["resumes"].flatMap { Int($0) } ?? 0) >= 1, "\(line)")
        }
    }
}
