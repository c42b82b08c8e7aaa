import TestSupport
import Testing

extension InteropTests {
    @Suite struct HostileNameTests {
        /// How many names of a thousand a reader may lose, for reasons of its own.
        @Test(arguments: [("unzip", 16), ("7z", 0), ("bsdtar", 4), ("zipfile", 0)])
        func `hostile names survive zip`(reader: String, perMille: Int) async throws {
            let lost = try await lost(.zip, reader)
            #expect(lost.count * 1000 <= HostileNames.all.count * perMille, "\(lost)")
        }

        @Test(arguments: ["tar", "bsdtar", "tarfile", "7z"])
        func `hostile names survive tar as raw bytes`(reader: String) async throws {
            let lost = try await lost(.tar, reader)
            #expect(lost == [])
        }

        @Test func `names that become equal are told apart`() async throws {
            let tree = try TemporaryTree()
            let names: [BytePath] = [
                #"a\b.txt"#, "a_b.txt", "x\u{1}", "x\u{2}", #"d\"#, "d_", "y\u{1}.c", "y\u{2}.c", "y\u{3}.c",
                ".\u{1}", ".\u{2}",
            ]
            for name in names { try tree.file("top" / name, name.bytes) }
            let archive = try await PenstockPack.archive(tree.at("top"), as: .zip, in: tree, ["--hidden"])
            let unpacked = try TemporaryTree("unpacked", in: .memory)
            let result = try await Extractor.sevenZip.extract(archive, into: unpacked.root)
            #expect(result.succeeded, "\(result)")
            let found = try unpacked.names("top")
            #expect(
                found == [
                    "._", "._ (2)", "a_b (2).txt", "a_b.txt", "d_", "d_ (2)", "x_", "x_ (2)", "y_ (2).c",
                    "y_ (3).c", "y_.c",
                ])
            let contents = try found.map { try unpacked.contents("top" / BytePath($0)) }
            #expect(Set(contents) == Set(names.map(\.bytes)))
        }

        /// The names that do not come out with their contents.
        private func lost(_ format: ArchiveFormat, _ reader: String) async throws -> [BytePath] {
            let tree = try TemporaryTree()
            for name in HostileNames.all { try tree.file("top" / name, name.bytes) }
            let archive = try await PenstockPack.archive(tree.at("top"), as: format, in: tree, ["--hidden"])
            let extractor = try #require(Extractor.all(for: format).first { $0.name == reader })
            let unpacked = try TemporaryTree("unpacked", in: .memory)
            _ = try await extractor.extract(archive, into: unpacked.root)
            let found = try FileSystem.names(in: unpacked.at("top"))
            // Strings are compared up to canonical equivalence, for readers that compose.
            let byText = Dictionary(found.map { (String(decoding: $0, as: UTF8.self), $0) }) { first, _ in
                first
            }
            return try HostileNames.all.filter { name in
                let expected = format == .zip ? ZipName.of(name) : name
                let file = extractor.restores.exactNames ? expected.bytes : byText[expected.text]
                guard let file, found.contains(file) else { return true }
                return try unpacked.contents("top" / BytePath(file)) != name.bytes
            }
        }
    }
}
