import TestSupport
import Testing

extension EndToEndTests {
    @Suite struct ConnectionTests {
        private static func tree() throws -> TemporaryTree {
            let tree = try TemporaryTree()
            try tree.file("dir/file", [UInt8](repeating: 1, count: 100_000))
            return tree
        }

        @Test func `a kept connection serves request after request`() async throws {
            let tree = try Self.tree()
            let penstock = try await PenstockServer()
            let connection = try await penstock.client().connect()
            for format in ["zip", "tar", "none", "tar.gz", "zip"] {
                var request = FastCGIRequest("GET", BytePath("/archive/dir.\(format)"), root: tree.root)
                request.keepsConnection = true
                try await connection.send(request)
                let answer = try await connection.receive()
                #expect(answer.isComplete && answer.status == (format == "none" ? 404 : 200), "\(format)")
            }
        }

        @Test func `idle and half-sent connections hold up nobody`() async throws {
            let tree = try Self.tree()
            let penstock = try await PenstockServer()
            let client = try penstock.client()
            var idle: [FastCGIConnection] = []
            for index in 0..<200 {
                let connection = try await client.connect()
                // Half a record header on every other one.
                if index.isMultiple(of: 2) { try await connection.send(raw: [1, 1, 0, 1]) }
                idle.append(connection)
            }
            let answer = try await client.send(FastCGIRequest("GET", "/archive/dir.zip", root: tree.root))
            #expect(answer.isComplete)
            #expect(idle.count == 200)
        }

        @Test func `bytes that are no records end a connection and nothing else`() async throws {
            let tree = try Self.tree()
            let penstock = try await PenstockServer()
            let client = try penstock.client()
            var generator = SeededGenerator(seed: 3)
            for length in [1, 7, 8, 9, 100, 1000, 70_000] {
                let connection = try await client.connect()
                try await connection.send(raw: generator.bytes(length))
            }
            try await client.connect().send(raw: Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
            #expect(
                try await client.send(FastCGIRequest("GET", "/archive/dir.zip", root: tree.root)).isComplete)
            #expect(penstock.process.isRunning)
        }

        @Test func `many clients are served at once`() async throws {
            let tree = try Self.tree()
            let penstock = try await PenstockServer()
            let client = try penstock.client()
            let root = tree.root
            let bodies = try await withThrowingTaskGroup(of: FastCGIResponse.self) { group in
                for _ in 0..<64 {
                    group.addTask {
                        try await client.send(FastCGIRequest("GET", "/archive/dir.zip", root: root))
                    }
                }
                return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1.body) }
            }
            #expect(bodies.count == 1)
        }

        @Test func `TCP serves as a unix socket does`() async throws {
            let tree = try Self.tree()
            let port = try SocketAddress.freeLoopbackPort()
            // Repeatable: the unix socket beside it serves, too.
            let penstock = try await PenstockServer(["--listen", "127.0.0.1:\(port)"])
            let request = FastCGIRequest("GET", "/archive/dir.zip", root: tree.root)
            let answer = try await FastCGIClient(.loopback(port: port)).send(request)
            #expect(answer.isComplete)
            #expect(try await penstock.client().send(request).body == answer.body)
        }

        @Test(
            arguments: [
                ([], 0o660), (["--listen-mode", "0600"], 0o600), (["--listen-mode", "0666"], 0o666),
            ] as [([String], UInt32)])
        func `the socket has the mode it should`(arguments: [String], mode: UInt32) async throws {
            let penstock = try await PenstockServer(arguments)
            guard case .unix(let path) = penstock.address else { return }
            #expect(try FileSystem.info(path).mode == mode)
        }

        /// Requests that no archive is sent for, and what they are answered with.
        private static func bodiless(_ root: BytePath) -> [(Int, FastCGIRequest)] {
            [
                (200, FastCGIRequest("HEAD", "/archive/dir.tar", root: root)),
                (304, FastCGIRequest("GET", "/archive/dir.tar", root: root, ["HTTP_IF_NONE_MATCH": "*"])),
                (404, FastCGIRequest("GET", "/archive/none.tar", root: root)),
                (405, FastCGIRequest("DELETE", "/archive/dir.tar", root: root)),
                (412, FastCGIRequest("GET", "/archive/dir.tar", root: root, ["HTTP_IF_MATCH": "\"0\""])),
                (
                    416,
                    FastCGIRequest("GET", "/archive/dir.tar", root: root, ["HTTP_RANGE": "bytes=99999999-"])
                ),
            ]
        }

        @Test func `above the limit of streams clients are told to come again`() async throws {
            let tree = try TemporaryTree()
            try tree.sparseFile("dir/file", size: 64 << 20)
            let penstock = try await PenstockServer(["--max-streams", "1"])
            let client = try penstock.client()
            let request = FastCGIRequest("GET", "/archive/dir.tar", root: tree.root)
            var first: FastCGIConnection? = try await client.open(request)
            _ = try await first?.receive(upTo: 1)
            let refused = try await client.send(request)
            #expect(refused.status == 503 && refused.isComplete)
            #expect(refused["Retry-After"].flatMap { Int($0) } != nil)
            for (status, answerable) in Self.bodiless(tree.root) {
                #expect(try await client.send(answerable).status == status)
            }
            first = nil
            try await eventually("the place to be free again") {
                try await client.send(request, keepingBody: false).status == 200 ? true : nil
            }
        }
    }
}
