import TestSupport
import Testing

extension EndToEndTests {
    /// The programs that people resume downloads with.
    @Suite struct ResumingClientTests {
        private let trees: TwinTrees
        private let scratch: TemporaryTree

        init() async throws {
            trees = try await TwinTrees.shared()
            scratch = try TemporaryTree("scratch")
        }

        /// A site with a further location where every download stalls.
        private func site() async throws -> (site: Site, stalling: NginxServer) {
            let site = try await Site(trees.tree, below: "one")
            let nginx = try await NginxServer([
                .init(
                    site.penstock.address, root: trees.roots[0], mount: "/archive",
                    directives: ["limit_rate_after 300k;", "limit_rate 1;"])
            ])
            return (site, nginx)
        }

        /// Without a length aria2c 1.36.0 asks for no range, and leaves what was there as it is.
        private func awaitLength(_ site: Site, _ path: String, for client: ResumingClient) async throws {
            guard client == .aria2c else { return }
            _ = try await eventually("a length") {
                try await site.curl.get(site.nginx.url(path), ["-I"], name: "head").contentLength
            }
        }

        @Test(arguments: ResumingClient.allCases, ArchiveVariant.usual)
        func `a client finishes what was cut`(client: ResumingClient, variant: ArchiveVariant) async throws {
            let whole = try await trees.packed(variant, in: scratch)
            let (site, stalling) = try await site()
            let query = variant.effort == "store" ? "?compression=store" : ""
            let path = "/archive/\(trees.name).\(variant.format)\(query)"
            let file = site.downloads.at("archive")
            #expect(try await client.begin(stalling.url(path), to: file, endingAfter: 200_000))
            let isCut = try !FileSystem.sameContents(file, whole)
            #expect(isCut)
            try await awaitLength(site, path, for: client)
            let result = try await client.finish(site.nginx.url(path), to: file)
            #expect(result.succeeded, "\(result)")
            #expect(try FileSystem.sameContents(file, whole))
        }

        @Test(arguments: ResumingClient.allCases, ArchiveVariant.usual)
        func `a client finishes what another has cut`(client: ResumingClient, variant: ArchiveVariant)
            async throws
        {
            let whole = try await trees.packed(variant, in: scratch)
            let site = try await Site(trees.tree, below: "one")
            let query = variant.effort == "store" ? "?compression=store" : ""
            let path = "/archive/\(trees.name).\(variant.format)\(query)"
            let url = site.nginx.url(path)
            let file = site.downloads.at("archive")
            try await Curl.fetch(url, behind: file, upTo: 1_234_567)
            try await awaitLength(site, path, for: client)
            let result = try await client.finish(url, to: file)
            #expect(result.succeeded, "\(result)")
            #expect(try FileSystem.sameContents(file, whole))
            _ = try await site.penstock.requestLine(["status": "206", "outcome": "complete"])
        }

        @Test(arguments: ArchiveVariant.usual)
        func `a client downloads a known archive in eight parts at once`(variant: ArchiveVariant) async throws
        {
            let whole = try await trees.packed(variant, in: scratch)
            let site = try await Site(trees.tree, below: "one")
            let query = variant.effort == "store" ? "?compression=store" : ""
            let path = "/archive/\(trees.name).\(variant.format)\(query)"
            #expect(try await site.get(path).exit.isSuccess)
            let file = site.downloads.at("archive")
            let result = try await ResumingClient.aria2c.finish(site.nginx.url(path), to: file)
            #expect(result.succeeded, "\(result)")
            #expect(try FileSystem.sameContents(file, whole))
            try await eventually("eight requests") {
                site.penstock.log.lines.filter { LogLine($0)["outcome"] != nil }.count >= 8 ? true : nil
            }
        }
    }
}
