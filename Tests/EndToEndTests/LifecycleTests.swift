import Glibc
import TestSupport
import Testing

extension EndToEndTests {
    /// Signals, and what the service manager hears.
    @Suite struct LifecycleTests {
        /// A server in the middle of a download that its client has stopped reading.
        private struct Download {
            let tree: TemporaryTree
            let penstock: PenstockServer
            let connection: FastCGIConnection
            let length: Int

            init(size: Int, serve arguments: [String] = []) async throws {
                tree = try TemporaryTree()
                try tree.sparseFile("dir/file", size: size)
                // That nobody reads is no reason to end it.
                penstock = try await PenstockServer(["--send-timeout", "86400"] + arguments)
                connection = try await penstock.client().open(
                    FastCGIRequest("GET", "/archive/dir.tar", root: tree.root))
                length = try #require(try await connection.receive(upTo: 1).contentLength)
            }

            /// Waits until new requests are no longer served.
            func draining() async throws {
                try await eventually("the drain") {
                    let request = FastCGIRequest("GET", "/archive/dir.zip", root: tree.root)
                    guard let connection = try? await penstock.client().open(request),
                        let answer = try? await connection.receive(upTo: 0)
                    else { return true }
                    return answer.status == 200 ? nil : true
                }
            }
        }

        @Test func `SIGTERM lets a running download finish`() async throws {
            let download = try await Download(size: 64 << 20)
            download.penstock.process.send(SIGTERM)
            try await download.draining()
            let answer = try await download.connection.receive(keepingBody: false)
            #expect(answer.isComplete && answer.bodyCount == download.length)
            #expect(try await download.penstock.process.exit().isSuccess)
        }

        @Test func `SIGTERM lets who has connected ask`() async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/file", "x")
            let penstock = try await PenstockServer()
            let connection = try await penstock.client().connect()
            let request = FastCGIRequest("GET", "/archive/dir.tar", root: tree.root).encoded(request: 1)
            #expect(try await connection.send(raw: Array(request.prefix(20))))
            // One at a time, they are taken in order.
            _ = try await penstock.client().send(FastCGIRequest("GET", "/archive/dir.tar", root: tree.root))
            penstock.process.send(SIGTERM)
            _ = try await penstock.log.line("draining") { $0.contains("draining") }
            #expect(try await connection.send(raw: Array(request.dropFirst(20))))
            #expect(try await connection.receive().status == 200)
            #expect(try await penstock.process.exit().isSuccess)
        }

        @Test func `a second SIGTERM stops at once`() async throws {
            // The drain ends long after all patience: only the second signal can be what stops it.
            let download = try await Download(size: 1 << 30, serve: ["--drain-timeout", "86400"])
            download.penstock.process.send(SIGTERM)
            try await download.draining()
            #expect(download.penstock.process.isRunning)
            download.penstock.process.send(SIGTERM)
            _ = try await download.penstock.process.exit()
            #expect(try await !download.connection.receive(keepingBody: false).isComplete)
        }

        @Test func `a drain has an end`() async throws {
            let download = try await Download(size: 1 << 30, serve: ["--drain-timeout", "1"])
            download.penstock.process.send(SIGTERM)
            _ = try await download.penstock.process.exit()
            #expect(try await !download.connection.receive(keepingBody: false).isComplete)
        }

        @Test func `an idle server ends at once`() async throws {
            let penstock = try await PenstockServer()
            // A kept connection with nothing on it is no reason to stay.
            let connection = try await penstock.client().connect()
            penstock.process.send(SIGTERM)
            #expect(try await penstock.process.exit().isSuccess)
            #expect(try await connection.receive().ending == .closed)
        }

        @Test(arguments: ["--root", "PENSTOCK_ROOT"])
        func `SIGHUP opens the roots again`(given: String) async throws {
            let tree = try TemporaryTree()
            try tree.file("root/dir/old", "x")
            let root = tree.at("root")
            let penstock = try await PenstockServer(given == "--root" ? ["--root", root.text] : [])
            let client = try penstock.client()
            let request = FastCGIRequest("GET", "/archive/dir.zip", root: given == "--root" ? nil : root)
            #expect(try await client.send(request).body.contains(text: "dir/old"))
            try FileSystem.rename(root, to: tree.at("moved"))
            try tree.file("root/dir/new", "x")
            // Only the descriptor counts, not what the path has come to mean.
            #expect(try await client.send(request).body.contains(text: "dir/old"))
            penstock.process.send(SIGHUP)
            try await eventually("the new root") {
                try await client.send(request).body.contains(text: "dir/new") ? true : nil
            }
            #expect(try await penstock.stop())
        }

        @Test func `SIGHUP keeps running downloads`() async throws {
            let download = try await Download(size: 64 << 20)
            download.penstock.process.send(SIGHUP)
            let answer = try await download.connection.receive(keepingBody: false)
            #expect(answer.isComplete && answer.bodyCount == download.length)
        }

        @Test func `the service manager hears of every change`() async throws {
            let tree = try TemporaryTree()
            let manager = try NotifySocket(at: tree.at("notify"))
            let penstock = try await PenstockServer { $0.environment["NOTIFY_SOCKET"] = manager.path.text }
            _ = try await manager.message(with: "READY=1")
            penstock.process.send(SIGHUP)
            let reloading = try await manager.message(with: "RELOADING=1")
            #expect(reloading.contains { $0.hasPrefix("MONOTONIC_USEC=") })
            _ = try await manager.message(with: "READY=1")
            penstock.process.send(SIGTERM)
            _ = try await manager.message(with: "STOPPING=1")
            #expect(try await penstock.process.exit().isSuccess)
        }

        @Test func `the watchdog is fed`() async throws {
            let tree = try TemporaryTree()
            let manager = try NotifySocket(at: tree.at("notify"))
            let penstock = try await PenstockServer {
                $0.environment = [
                    "NOTIFY_SOCKET": manager.path.text, "WATCHDOG_USEC": "400000", "WATCHDOG_PID": nil,
                ]
            }
            for _ in 0..<3 { _ = try await manager.message(with: "WATCHDOG=1") }
            #expect(try await penstock.stop())
        }

        @Test func `a socket that a killed server left behind is taken over`() async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/file", "x")
            let socket = tree.at("socket")
            let command = [PenstockBinary.path, "serve", "--listen", "unix:\(socket)"]
            for _ in 0..<2 {
                let process = try await ChildProcess(command)
                try await eventually("the socket") { SocketAddress.unix(socket).isAnswering ? true : nil }
                let request = FastCGIRequest("GET", "/archive/dir.zip", root: tree.root)
                #expect(try await FastCGIClient(.unix(socket)).send(request).isComplete)
                process.send(SIGKILL)
                _ = try await process.exit()
            }
        }
    }
}
