import TestSupport
import Testing

/// A resume that needs to know what lies before it, from a disk that takes its time for that.
///
/// Beside the other end-to-end tests, and not after them: these do little but wait.
@Suite(.system) struct SlowIndexTests {
    /// Penstock on a disk that takes `milliseconds` for each read of `file`.
    private func penstock(slowing file: BytePath, by milliseconds: Int) async throws -> PenstockServer {
        try await PenstockServer {
            $0.wrapper = [
                "strace", "-D", "-f", "-o", "/dev/null", "-P", file.text, "-e", "trace=read,sendfile",
                "-e", "inject=read,sendfile:delay_enter=\(milliseconds * 1000)",
            ]
        }
    }

    @Test(arguments: [("zip", 300_000), ("tar.gz", 700)])
    func `the end of a stored archive keeps the front server waiting, but not silent`(
        suffix: String, partSize: Int
    ) async throws {
        let tree = try TemporaryTree()
        let slow = try tree.sparseFile("dir/a", size: 4 << 20)
        var random = SeededGenerator(seed: 3)
        try tree.file("dir/z", random.bytes(500_000))
        let url = "/archive/dir.\(suffix)?compression=store"
        let quick = try await PenstockServer()
        let whole = try await quick.client().send(
            FastCGIRequest(
                "GET", BytePath("/archive/dir.\(suffix)"), query: "compression=store", root: tree.root)
        ).body
        #expect(try await quick.stop())
        // 64 reads for the checksum of `dir/a`, 32 seconds, where nginx gives up after 20.
        let penstock = try await penstock(slowing: slow, by: 500)
        let nginx = try await NginxServer([
            .init(
                penstock.address, root: tree.root, mount: "/archive", .defaults, [:],
                directives: ["fastcgi_read_timeout 20s;"])
        ])
        let curl = Curl(into: tree)
        let start = whole.count - partSize
        let answer = try await curl.get(nginx.url(url), ["--range", "\(start)-"])
        #expect(answer.exit.isSuccess && answer.status == 206)
        let isSame = try answer.bytes() == Array(whole[start...])
        #expect(isSame)
        #expect(try await penstock.stop())
    }

    @Test func `a program that only tries whether there are ranges does not wait for the index`() async throws
    {
        let tree = try TemporaryTree()
        let slow = try tree.sparseFile("dir/a", size: 16 << 20)
        // 64 reads for all blocks, 32 seconds.
        let penstock = try await penstock(slowing: slow, by: 500)
        do {
            let connection = try await penstock.client().open(
                FastCGIRequest("GET", "/archive/dir.zip", root: tree.root, ["HTTP_RANGE": "bytes=0-0"]))
            let begun = try await connection.receive(upTo: 1)
            #expect(begun.status == 200 && begun["Accept-Ranges"] == "none")
        }
        #expect(try await penstock.stop())
    }

    @Test func `an index that takes long is completed after the answer`() async throws {
        let tree = try TemporaryTree()
        let text = (0..<400_000).flatMap { "a line of text, number \($0), and no other\n".utf8 }
        let slow = try tree.file("dir/a.txt", text)
        let size = text.count
        func request(_ method: String, _ headers: KeyValuePairs<String, String> = [:]) -> FastCGIRequest {
            FastCGIRequest(method, "/archive/dir.zip", root: tree.root, headers)
        }
        let quick = try await PenstockServer()
        let whole = try await quick.client().send(request("GET")).body
        #expect(try await quick.stop())
        // Some 65 reads for its blocks.
        let reads = size / (256 * 1024) + 1
        let penstock = try await penstock(slowing: slow, by: 26_000 / reads)
        let range = "bytes=\(whole.count / 2)-"
        let early = try await penstock.client().send(request("GET", ["HTTP_RANGE": range]))
        #expect(early.status == 503)
        #expect(early["Retry-After"] == "30")

        try await eventually("the index to be complete") {
            try await penstock.client().send(request("HEAD")).contentLength == whole.count ? true : nil
        }
        let late = try await penstock.client().send(
            request("GET", ["HTTP_RANGE": "bytes=\(whole.count - 1000)-"]))
        #expect(late.status == 206)
        let isSame = late.body == Array(whole.suffix(1000))
        #expect(isSame)
        #expect(try await penstock.stop())
    }
}
