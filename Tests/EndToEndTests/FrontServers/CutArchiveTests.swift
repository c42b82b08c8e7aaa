import TestSupport
import Testing

extension EndToEndTests {
    /// Small files vanish before their turn: a front server that drops what it still holds must not make an archive
    /// of what is left.
    @Suite struct CutArchiveTests {
        private static let count = 120

        /// A large file, which holds the download up, and small ones of every size about a tar's block.
        private static func tree(compressed isCompressed: Bool = false) throws -> TemporaryTree {
            let tree = try TemporaryTree("cut", in: .memory)
            if isCompressed {
                try tree.compressibleFile("dir/a", size: 24 << 20)
            } else {
                try tree.sparseFile("dir/a", size: 12 << 20)
            }
            for index in 0..<count {
                let bytes = [UInt8](repeating: UInt8(index), count: Self.sizes[index % Self.sizes.count])
                try tree.file(name(index), bytes)
            }
            return tree
        }

        private static func name(_ index: Int) -> BytePath { "dir/f\(String(1000 + index))" }

        private static let sizes = [1, 511, 0, 512, 513, 1024, 0, 0, 3000, 20_000]
        private static let isSoak = FileSystem.environment("PENSTOCK_SOAK") == "1"
        /// Files that vanish, one in each download: of every size but 0, the first and the last one among them. In a
        /// soak all of them, five times.
        private static let victims =
            isSoak
            ? Array(repeatElement((0..<count).filter { sizes[$0 % sizes.count] > 0 }, count: 5).joined())
            : [0, 1, 3, 14, 25, 38, 49, 60, 73, 84, 98, 115, 119]
        /// Fewer, for servers that have a client wait for some seconds.
        private static let fewVictims = isSoak ? Array(victims.prefix(84)) : [0, 25, 60, 119]

        @Test(arguments: [FrontServer.nginx, .proxy, .fcgid, .lighttpd])
        func `no reader takes a tar for whole that lacks a file`(server: FrontServer) async throws {
            let tree = try Self.tree()
            let site = try await FrontSite(server, tree.root)
            // mod_fcgid drops up to 64 KiB whenever a responder fails: no mark has so much room near the end.
            for victim in server == .nginx ? Self.victims : Self.fewVictims
            where server != .fcgid || victim < 75 {
                let body = try await Self.cut(victim, of: tree, .tar) { harm in
                    try await site.fetch("/archive/dir.tar", meanwhile: harm)
                }
                try await Site.expectRefusal(of: body, .tar)
            }
        }

        @Test func `nor behind an nginx that knows nothing of penstock`() async throws {
            let tree = try Self.tree()
            let site = try await Site(tree)
            for victim in Self.victims {
                let body = try await Self.cut(victim, of: tree, .tar) { harm in
                    try await site.fetch("/plain/dir.tar", meanwhile: harm)
                }
                try await Site.expectRefusal(of: body, .tar)
            }
        }

        @Test(arguments: ["/archive/dir.zip?compression=store", "/strict/dir.zip"])
        func `nor does one take such a zip that reads it from front to back`(path: String) async throws {
            let tree = try Self.tree(compressed: true)
            let site = try await Site(tree)
            let readers = Extractor.all(for: .zip).filter {
                ["bsdtar from a pipe", "ZipInputStream"].contains($0.name)
            }
            #expect(readers.count == 2)
            for victim in [0, 38, 119] {
                let body = try await Self.cut(victim, of: tree, .zip) { harm in
                    try await site.fetch(path, meanwhile: harm)
                }
                try await Site.expectRefusal(of: body, .zip)
                for reader in readers {
                    let destination = try TemporaryTree("unpacked", in: .memory)
                    let result = try await reader.extract(body, into: destination.root)
                    #expect(!result.succeeded, "\(reader) takes it for whole")
                }
            }
        }

        /// Has a file vanish in the middle of a download, puts it back, and gives what was downloaded.
        ///
        /// On a busy machine the download may have been faster. It then has the file, and is done again.
        private static func cut(
            _ index: Int, of tree: TemporaryTree, _ format: ArchiveFormat,
            _ download: (@escaping @Sendable () throws -> Void) async throws -> (ProcessExit, BytePath)
        ) async throws -> BytePath {
            let (file, aside) = (tree.at(name(index)), tree.at("aside"))
            for _ in 0..<10 {
                let (exit, body) = try await download { try FileSystem.rename(file, to: aside) }
                try FileSystem.rename(aside, to: file)
                let names =
                    exit.isSuccess ? try? await ArchiveListing.names(try FileSystem.read(body), format) : nil
                if names?.contains(name(index).text) != true {
                    #expect(!exit.isSuccess)
                    return body
                }
            }
            throw LateHarm()
        }

        private struct LateHarm: Error {}
    }
}
