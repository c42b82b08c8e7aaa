import TestSupport
import Testing

extension EndToEndTests {
    /// `serve --check`.
    @Suite struct ServiceCheckTests {
        private let tree: TemporaryTree

        init() throws {
            tree = try TemporaryTree("check")
            try tree.directory("root/inner")
            try tree.file("file", "x")
        }

        private func check(_ arguments: [String], wrapper: [String] = []) async throws -> Tool.Result {
            let command = wrapper + [PenstockBinary.path, "serve", "--check"] + arguments
            return try await Tool(command[0]).run(Array(command.dropFirst()))
        }

        @Test func `what is right is said to be`() async throws {
            let result = try await check([
                "--listen", "unix:\(tree.at("socket"))", "--root", tree.at("root/inner").text, "--allow-root",
                tree.at("root").text, "--cache-dir", tree.at("cache").text, "--max-streams", "10",
            ])
            #expect(result.succeeded && !result.text.contains("WRONG"), "\(result)")
            // Nothing is made, and nothing is left.
            #expect(try tree.names() == ["file", "root"])
        }

        @Test func `each option that is wrong is named with its cure`() async throws {
            let cases: [(options: [String], words: [String])] = [
                (
                    ["--root", "/missing"],
                    ["--root /missing cannot be opened: No such file", "correct --root"]
                ),
                (["--root", tree.at("file").text], ["cannot be opened: Not a directory"]),
                (["--allow-root", "/missing"], ["--allow-root /missing cannot be opened"]),
                (
                    ["--root", "/", "--allow-root", tree.at("root").text],
                    ["--root / is beneath no --allow-root"]
                ),
                (["--listen", "unix:/missing/s"], ["--listen unix:/missing/s cannot be made: No such file"]),
                (["--listen", "unix:\(tree.at("file"))"], ["something is there that is no socket"]),
                (["--listen", "unix:/\(String(repeating: "x", count: 120))"], ["at most 107 bytes"]),
                (["--listen", "192.0.2.1:9000"], ["can be reached from elsewhere"]),
                (["--listen", "127.0.0.1:1"], ["--listen 127.0.0.1:1"]),
                (
                    ["--max-streams", "9000000000000000000"],
                    ["--max-streams 9000000000000000000 needs more than the"]
                ),
                (["--max-streams", "3074457345618258602"], ["--max-streams 3074457345618258602 needs more"]),
                (["--max-streams", "1000000000"], ["or in systemd LimitNOFILE=3000000064"]),
                (["--cache-dir", "/missing/cache"], ["--cache-dir /missing/cache cannot be written to"]),
                (
                    ["--cache-dir", tree.path, "--cache-size", "9000000000000000000"],
                    ["--cache-size 9000000000000000000 may be more than there is room for"]
                ),
            ]
            for (options, words) in cases {
                let result = try await check(options)
                let isWrong = result.text.contains("WRONG")
                #expect(result.status == .exited(isWrong ? 78 : 0), "\(options)")
                for word in words { #expect(result.text.contains(word), "\(options): \(word)") }
            }
        }

        @Test func `a port in use may be the service's own`() async throws {
            let port = try SocketAddress.freeLoopbackPort()
            let other = try await ChildProcess([
                "python3", "-m", "http.server", "--bind", "127.0.0.1", String(port),
            ])
            try await eventually("the port to be taken") {
                SocketAddress.loopback(port: port).isAnswering ? true : nil
            }
            let result = try await check(["--listen", "127.0.0.1:\(port)"])
            #expect(result.succeeded && result.text.contains("is in use"), "\(result)")
            other.send(9)
        }

        @Test func `too few descriptors are told apart from enough`() async throws {
            let few = try await check(
                ["--max-streams", "100"], wrapper: ["prlimit", "--nofile=300:300"])
            #expect(few.status == .exited(78) && few.text.contains("--max-streams 78, or"), "\(few)")
            let enough = try await check(["--max-streams", "78"], wrapper: ["prlimit", "--nofile=300:300"])
            #expect(enough.succeeded, "\(enough)")
        }

        @Test func `a kernel without openat2 is`() async throws {
            let result = try await check(
                [], wrapper: ["strace", "-f", "-o", "/dev/null", "-e", "inject=openat2:error=ENOSYS"])
            #expect(result.status == .exited(78) && result.text.contains("openat2 is not there"), "\(result)")
        }

        /// A network of its own has a limit of its own.
        @Test func `a short backlog is named`() async throws {
            let script = "echo 128 > /proc/sys/net/core/somaxconn && exec \"$0\" serve --check"
            let result = try await Tool("unshare").run(["--net", "sh", "-c", script, PenstockBinary.path])
            #expect(result.status == .exited(78), "\(result)")
            #expect(
                result.text.contains("Only 128 connections") && result.text.contains("sysctl -w net.core"))
        }
    }
}
