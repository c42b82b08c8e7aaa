import TestSupport
import Testing

extension InteropTests {
    @Suite struct TarBytesTests {
        @Test func `every block of a tar follows the rules`() async throws {
            let directory = try TemporaryTree("packed")
            let corpus = try await Corpus.small()
            let archive = try await PenstockPack.archive(
                corpus.directory, as: .tar, in: directory, ["--hidden"])
            try await audit(archive)
        }

        @Test func `what does not fit ustar is found by every reader`() async throws {
            let tree = try TemporaryTree()
            let long = BytePath(String(repeating: "d", count: 60))
            try tree.file("top" / long / long / long / long / "deep", "x")
            try tree.file("top" / long / BytePath("fits with a prefix").padded(to: 90), "x")
            try tree.file("top/ümlaut", "x")
            try tree.file("top/raw" / BytePath([0xFF]), "x")
            try tree.file("top/before 1970", "x", modified: FileTime(-1))
            try tree.file("top/after 2242", "x", modified: FileTime(9_000_000_000))
            try tree.link("top/link", to: long / long / long / long / "deep")
            let archive = try await PenstockPack.archive(
                tree.at("top"), as: .tar, in: tree, ["--symlinks", "store"])
            try await audit(archive)
            for extractor in Extractor.all(for: .tar) {
                let unpacked = try TemporaryTree("unpacked", in: .memory)
                let result = try await extractor.extract(archive, into: unpacked.root)
                #expect(result.succeeded, "\(extractor): \(result)")
                let found = try TreeSnapshot(of: unpacked.at("top"))
                let source = try TreeSnapshot(of: tree.at("top"))
                #expect(try extractor.restores.differences(found, from: source) == [], "\(extractor)")
            }
        }

        @Test(arguments: ["store", "auto", "fast", "default", "best"])
        func `gzip is one member that says nothing of its making`(effort: String) async throws {
            let directory = try TemporaryTree("packed")
            let corpus = try await Corpus.small()
            let archive = try await PenstockPack.archive(
                corpus.directory, as: .tarGzip, in: directory, ["--hidden", "--compression", effort])
            let header = Array(try FileSystem.read(archive).prefix(10))
            // RFC 1952 §2.3: deflate, no flags, no time, system unknown.
            #expect(Array(header.prefix(8)) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0])
            #expect(header[9] == 255)
            let script = """
                import sys, zlib
                stream = zlib.decompressobj(31)
                tar = stream.decompress(open(sys.argv[1], 'rb').read())
                assert stream.eof and stream.unused_data == b'', 'more than one member'
                open(sys.argv[2], 'wb').write(tar)
                """
            let unzipped = directory.at("unzipped.tar")
            let result = try await Tool.python(script, [archive.text, unzipped.text])
            #expect(result.succeeded, "\(result)")
            let plain = try await PenstockPack.archive(
                corpus.directory, as: .tar, in: directory, ["--hidden"])
            #expect(try FileSystem.sameContents(unzipped, plain))
        }

        private func audit(_ archive: BytePath) async throws {
            let audit = try await TarAudit.run(archive)
            #expect(audit.succeeded && audit.lines == [], "\(audit)")
        }
    }
}

extension BytePath {
    fileprivate func padded(to count: Int) -> BytePath {
        BytePath(bytes + [UInt8](repeating: UInt8(ascii: "x"), count: count - bytes.count))
    }
}
