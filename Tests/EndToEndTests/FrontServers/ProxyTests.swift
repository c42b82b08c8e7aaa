import TestSupport
import Testing

extension EndToEndTests {
    /// A front server behind a server that knows nothing of penstock.
    @Suite struct ProxyTests {
        /// More than buffers, sockets and a scaled down temporary file hold.
        private static let size = 96 << 20

        /// A file that does not get smaller, so that only its length tells a compressed archive that was cut.
        private static func tree() throws -> TemporaryTree {
            let tree = try TemporaryTree("proxied", in: .memory)
            var generator = SeededGenerator(seed: 17)
            try tree.directory("dir")
            try FileSystem.write(repeating: generator.bytes(100_003), size: size, to: tree.at("dir/noise"))
            return tree
        }

        @Test(arguments: FrontServer.allCases)
        func `every front server tells an nginx in front not to buffer, and crawlers to stay away`(
            kind: FrontServer
        ) async throws {
            let site = try await FrontSite(kind, try await FrontTree.shared().root)
            for path in ["/archive/dir.zip", "/archive/none.zip"] {
                let answer = try await site.get(path)
                #expect(answer["X-Accel-Buffering"] == "no", "\(path)")
                #expect(answer["X-Robots-Tag"] == "noindex, nofollow", "\(path)")
            }
        }

        @Test(arguments: ProxiedSite.Proxy.good, ArchiveFormat.allCases)
        func `a client that stops holds penstock up, nothing is spooled, and its archive is whole`(
            proxy: ProxiedSite.Proxy, format: ArchiveFormat
        ) async throws {
            let tree = try Self.tree()
            let site = try await ProxiedSite(proxy, .nginx, tree.root)
            let responder = try #require(try site.front.responders().first)
            let (exit, body) = try await site.fetch("/archive/dir.\(format)") {
                try await Reliance.heldUp(responder, behind: [site.front.server, site.proxy])
                #expect(try site.front.server.spooledBytes() == 0)
                #expect(try site.proxy.spooledBytes() <= proxy.spoolLimit)
                #expect(Reliance.writtenBytes(responder) < Self.size)
            }
            #expect(exit.isSuccess)
            let effort = proxy.isOld ? "store" : "auto"
            let packed = try await PenstockPack.archive(
                tree.at("dir"), as: format, in: site.front.downloads, ["--compression", effort])
            #expect(try FileSystem.sameContents(body, packed))
        }

        /// The front server has the shipped time limits of five minutes, and a clock that goes sixty times as fast.
        @Test(arguments: ArchiveFormat.allCases)
        func `a client that stops for too long behind a proxy that spools is told that its archive is cut`(
            format: ArchiveFormat
        ) async throws {
            let tree = try Self.tree()
            let site = try await ProxiedSite(.spoolingNginx, .nginx, tree.root, clock: FastClock(rate: 60))
            let front = site.front
            let (exit, body) = try await site.fetch("/archive/dir.\(format)") {
                _ = try await front.requestLine(["outcome": "client-gone"])
            }
            #expect(!exit.isSuccess)
            #expect(try FileSystem.size(body) < Self.size)
        }

        @Test(arguments: ProxiedSite.Proxy.good, [FrontServer.nginx, .proxy, .lighttpd])
        func `an archive that breaks off is an error for the client of a proxy, too`(
            proxy: ProxiedSite.Proxy, kind: FrontServer
        ) async throws {
            let tree = try Self.tree()
            let site = try await ProxiedSite(proxy, kind, tree.root)
            for format in [ArchiveFormat.zip, .tarGzip] {
                try tree.compressibleFile("dir/noise", size: Self.size)
                let (exit, body) = try await site.fetch("/archive/dir.\(format)") {
                    try FileSystem.truncate(tree.at("dir/noise"), to: 1 << 20)
                }
                #expect(!exit.isSuccess, "\(format)")
                try await Site.expectRefusal(of: body, format)
            }
        }

        @Test(arguments: ArchiveFormat.allCases)
        func `an interrupted download is gone on with through a proxy that speaks HTTP/1.0`(
            format: ArchiveFormat
        ) async throws {
            let site = try await ProxiedSite(.nginx, .nginx, try await FrontTree.shared().root)
            let path = "/archive/dir.\(format)"
            let whole = try await site.get(path, name: "whole")
            #expect(whole.status == 200 && whole.contentLength == whole.bodySize)
            let file = site.front.downloads.at("resumed")
            try FileSystem.write(Array(try whole.bytes().prefix(400_000)), to: file)
            let result = try await ResumingClient.curl.finish(site.proxy.url(path), to: file)
            #expect(result.succeeded)
            #expect(try FileSystem.sameContents(file, whole.body))
        }
    }
}
