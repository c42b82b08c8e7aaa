import TestSupport
import Testing

extension InteropTests {
    @Suite struct LinkTests {
        @Test(arguments: ArchiveFormat.allCases)
        func `stored links come out as links, and none leads out of the archive`(format: ArchiveFormat)
            async throws
        {
            let tree = try TemporaryTree()
            try tree.file("top/a/file", "x")
            try tree.link("top/near", to: "a/file")
            try tree.link("top/b/up", to: "../a")
            try tree.link("top/b/odd ünïcode", to: "../a/file")
            try tree.link("top/absolute", to: "/etc/hostname")
            try tree.link("top/out", to: "../../outside")
            let archive = tree.at("packed.\(format)")
            let packed = try await PenstockPack.run([
                "--output", archive.text, "--symlinks", "store", tree.at("top").text,
            ])
            #expect(packed.status == .exited(1))
            #expect(packed.errors.contains("2 missing; MISSING.txt in the archive lists them"), "\(packed)")
            for extractor in Extractor.all(for: format) where extractor.makesLinks {
                let unpacked = try TemporaryTree("unpacked", in: .memory)
                let result = try await extractor.extract(archive, into: unpacked.root)
                #expect(result.succeeded, "\(extractor): \(result)")
                #expect(
                    try links(unpacked.at("top")) == [
                        "b/odd ünïcode -> ../a/file", "b/up -> ../a", "near -> a/file",
                    ])
                #expect(
                    try FileSystem.text(unpacked.at("top/MISSING.txt")).split(separator: "\n").dropFirst()
                        == [
                            "absolute: a symbolic link to an absolute path",
                            "out: a symbolic link that may lead out of where the archive is unpacked",
                        ])
            }
        }

        private func links(_ directory: BytePath) throws -> [String] {
            try TreeSnapshot(of: directory).nodes.filter { $0.value.info.kind == .link }
                .map { "\($0.key.text) -> \(try FileSystem.target(ofLink: $0.value.location).text)" }.sorted()
        }
    }
}
