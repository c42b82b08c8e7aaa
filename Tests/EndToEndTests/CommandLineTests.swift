import Glibc
import TestSupport
import Testing

extension EndToEndTests {
    /// Where `serve` gets its sockets and options, and what it says when it gets none.
    @Suite struct CommandLineTests {
        private let penstock = Tool(PenstockBinary.path)

        @Test func `without any socket it names the ways to give one`() async throws {
            let result = try await penstock.run(
                ["serve"], environment: ["GATEWAY_INTERFACE": nil, "LISTEN_FDS": nil])
            #expect(result.status == .exited(64))
            for way in [
                /--listen/, /LISTEN_FDS|systemd/, /[Dd]escriptor 0|standard input/, /GATEWAY_INTERFACE|CGI/,
            ] {
                #expect(try way.firstMatch(in: result.errors) != nil, "\(result.errors)")
            }
            #expect(result.output.isEmpty)
        }

        @Test(arguments: [
            ["--listen", "nonsense"], ["--listen", "unix:"], ["--listen", "127.0.0.1:99999"], ["--nonsense"],
            ["--max-streams", "0"], ["--max-streams", "many"], ["--send-timeout", "-1"],
            ["--log-level", "loud"],
            ["--log-format", "xml"], ["--listen-mode", "rw"], ["extra"],
            ["--compression-threads", "0"], ["--compression-threads", "1025"],
            ["--compression-threads", "-1"], ["--compression-threads", "all"],
            ["--cache-size", "0"], ["--cache-size", "-1"], ["--cache-size", "1X"], ["--cache-dir", ""],
            ["--cache-dir", "cache"], ["--cache-dir", "./cache"], ["--cache-dir"],
            ["--origins", ""], ["--origins", "origins"], ["--origins"],
        ])
        func `a wrong option ends with 64`(arguments: [String]) async throws {
            let tree = try TemporaryTree()
            let listening = arguments.first == "--listen" ? [] : ["--listen", "unix:\(tree.at("socket"))"]
            let result = try await penstock.run(["serve"] + listening + arguments)
            #expect(result.status == .exited(64), "\(result)")
            #expect(!result.errors.isEmpty)
        }

        @Test(arguments: [
            ("--max-streams", "many", "a number, at least 1"), ("--max-streams", "0", "a number, at least 1"),
            ("--send-timeout", "1m", "a number from 1 to 86400"),
            ("--drain-timeout", "-1", "a number from 0 to 86400"),
            ("--origin-timeout", "0", "a number from 1 to 86400"),
            ("--origin-ahead", "all", "a number from 0 to 65536"),
            ("--compression-threads", "all", "a number from 1 to 1024"),
            ("--cache-size", "1X", "a number of bytes, or one with K, M, G or T"),
            ("--cache-size", "0", "at least 1, a number of bytes"),
            ("--cache-dir", "cache", "an absolute path"),
            ("--root", "files", "an absolute path"), ("--allow-root", "files", "an absolute path"),
            ("--origins", "keys", "an absolute path"),
            ("--allow-origin", "example", "a URL to lie beneath, or s3://BUCKET/"),
            ("--listen", "nonsense", "unix:PATH, HOST:PORT or [IPv6]:PORT"),
            ("--listen-mode", "rw", "up to three octal digits, such as 0660"),
            ("--log-level", "loud", "one of trace, debug, info, notice, warning, error, critical"),
            ("--log-format", "xml", "'text', 'json' or 'journal'"),
        ])
        func `a wrong value is told what it may be`(option: String, value: String, form: String) async throws
        {
            let result = try await penstock.run(["serve", option + "=" + value])
            #expect(result.status == .exited(64), "\(result)")
            let message = try #require(result.errors.split(separator: "\n").first)
            #expect(message.contains(option) || message.contains("root"), "\(result)")
            #expect(message.contains(value) && message.contains(form), "\(result)")
        }

        @Test(arguments: ["1073741824", "1G", "512m"])
        func `the size of the cache may have a letter`(size: String) async throws {
            let tree = try TemporaryTree()
            let result = try await penstock.run([
                "serve", "--check", "--cache-dir", tree.path, "--cache-size", size,
            ])
            #expect(result.status != .exited(64) && result.text.contains("--cache-"), "\(result)")
        }

        @Test func `a root that is not there is an error from the start`() async throws {
            let tree = try TemporaryTree()
            let arguments = [
                "serve", "--listen", "unix:\(tree.at("socket"))", "--root", tree.at("none").text,
            ]
            let result = try await penstock.run(arguments)
            #expect(!result.succeeded && result.status != .exited(124), "\(result)")
            #expect(result.errors.contains(tree.at("none").text))
        }

        @Test func `version and help are there`() async throws {
            let version = try await penstock.run(["--version"])
            #expect(version.succeeded && version.text.contains(/[0-9]+\.[0-9]+/))
            let help = try await penstock.run(["--help"])
            #expect(help.succeeded && help.text.contains("serve") && help.text.contains("pack"))
            let serve = try await penstock.run(["serve", "--help"])
            for option in [
                "--listen", "--root", "--allow-root", "--max-streams", "--send-timeout", "--drain-timeout",
                "--compression-threads", "--cache-dir", "--cache-size", "--origins",
            ] {
                #expect(serve.text.contains(option))
            }
        }

        @Test func `environment variables are options, and the command line wins`() async throws {
            let tree = try TemporaryTree()
            try tree.file("one/dir/in-one", "x")
            try tree.file("two/dir/in-two", "x")
            let request = FastCGIRequest("GET", "/archive/dir.zip")
            let environment: [String: String?] = ["PENSTOCK_SERVE_ROOT": tree.at("one").text]
            let first = try await PenstockServer { $0.environment = environment }
            #expect(try await first.client().send(request).body.contains(text: "in-one"))
            let second = try await PenstockServer(["--root", tree.at("two").text]) {
                $0.environment = environment
            }
            #expect(try await second.client().send(request).body.contains(text: "in-two"))
        }

        /// Binds the sockets of its arguments and becomes penstock, as a service manager does.
        private static let activator = """
            import os, socket, sys
            binary, first, paths = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
            os.closerange(3, 100)
            for number, path in enumerate(paths, first):
                one = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                one.bind(path)
                one.listen(16)
                file = one.detach()
                if file == number: os.set_inheritable(file, True)
                else: os.dup2(file, number)
            if first == 3: os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS=str(len(paths)))
            os.execv(binary, [binary, 'serve'])
            """

        @Test(arguments: [3, 0])
        func `sockets that are passed on are served`(first: Int) async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/file", "x")
            let sockets = first == 3 ? [tree.at("one"), tree.at("two")] : [tree.at("one")]
            let command =
                ["python3", "-c", Self.activator, PenstockBinary.path, String(first)] + sockets.map(\.text)
            let process = try await ChildProcess(
                command, environment: ["LISTEN_FDS": nil, "LISTEN_PID": nil])
            for socket in sockets {
                try await eventually("the socket") { SocketAddress.unix(socket).isAnswering ? true : nil }
                let answer = try await FastCGIClient(.unix(socket)).send(
                    FastCGIRequest("GET", "/archive/dir.zip", root: tree.root))
                #expect(answer.status == 200 && answer.isComplete)
            }
            process.send(SIGTERM)
            #expect(try await process.exit().isSuccess, "\(process.errors.text)")
            // They belong to whoever made them.
            #expect(sockets.allSatisfy { FileSystem.exists($0) })
        }

        @Test func `sockets for another process are not taken`() async throws {
            let result = try await penstock.run(
                ["serve"], environment: ["LISTEN_FDS": "1", "LISTEN_PID": "1"])
            #expect(result.status == .exited(64), "\(result)")
        }

        @Test func `without openat2 it refuses to start and says why`() async throws {
            let tree = try TemporaryTree()
            let command = [
                "-f", "-o", "/dev/null", "-e", "trace=openat2", "-e", "inject=openat2:error=ENOSYS",
                PenstockBinary.path, "serve",
                "--listen", "unix:\(tree.at("socket"))", "--root", tree.path,
            ]
            let result = try await Tool("strace").run(command)
            #expect(!result.succeeded && result.status != .exited(124), "\(result)")
            #expect(result.errors.contains("openat2"))
        }
    }
}
