import Glibc
import TestSupport
import Testing

extension EndToEndTests {
    /// `serve --origins`: keys and certificates for other servers.
    @Suite struct OriginsOptionTests {
        private let tree: TemporaryTree
        private var file: String { tree.at("origins").text }

        init() throws {
            tree = try TemporaryTree("origins")
            try write("s3://photos endpoint=https://s3.example.org key=@id secret=@secret")
            try tree.file("id", "AKID\n", mode: 0o640)
            try tree.file("secret", "hunter2\n", mode: 0o640)
        }

        private func write(_ text: String) throws { try tree.file("origins", text, mode: 0o640) }

        private func check() async throws -> Tool.Result {
            try await Tool(PenstockBinary.path).run([
                "serve", "--check", "--listen", "127.0.0.1:1", "--origins", file,
            ])
        }

        @Test func `a file that is wrong is an error from the start`() async throws {
            try write("# photos\ns3://photos endpoint=https://s3.example.org key=@id secret=hunter2")
            let result = try await Tool(PenstockBinary.path).run([
                "serve", "--listen", "unix:\(tree.at("socket"))", "--origins", file,
            ])
            #expect(result.status == .exited(78), "\(result)")
            #expect(
                result.errors.contains("\(file): line 2, secret: must be @ and the name of a file"),
                "\(result)")
            #expect(!result.errors.contains("hunter2"))
        }

        @Test func `SIGHUP reads the file again, and keeps what it had if the file is wrong`() async throws {
            let penstock = try await PenstockServer(["--origins", file])
            try tree.file("secret", "hunter3\n", mode: 0o644)
            penstock.process.send(SIGHUP)
            let refused = try await penstock.log.line("the refusal") {
                $0.contains("origins stay as they were")
            }
            #expect(
                refused.contains("\(file): line 1, secret: @secret is open to other users (mode 0644)"),
                "\(refused)")
            let half = try await penstock.log.line("the rest of the reload") {
                $0.contains(" notice reloaded: ")
            }
            let words = "reloaded: roots are opened anew, origins stay as they were origins=1"
            #expect(half.hasSuffix(words), "\(half)")
            try tree.file("secret", "hunter3\n", mode: 0o640)
            penstock.process.send(SIGHUP)
            let read = try await penstock.log.line("the reload") { $0.contains("origins are read anew") }
            #expect(
                read.contains("reloaded: roots are opened anew, origins are read anew origins=1"), "\(read)")
            #expect(try await penstock.stop())
            #expect(!penstock.log.text.contains("hunter"))
        }

        @Test func `credentials of systemd are found`() async throws {
            try tree.remove("secret")
            try tree.file("run/secret", "hunter2", mode: 0o400)
            let penstock = try await PenstockServer(["--origins", file]) {
                $0.environment["CREDENTIALS_DIRECTORY"] = tree.at("run").text
            }
            #expect(try await penstock.stop())
        }

        @Test func `the check reads the file`() async throws {
            let good = try await check()
            #expect(good.text.contains("ok    --origins \(file) is in order (prefixes: 1)."), "\(good)")
            try tree.remove("secret")
            let wrong = try await check()
            #expect(wrong.status == .exited(78))
            #expect(
                wrong.text.contains(
                    "WRONG --origins \(file): line 1, secret: @secret there is no such file."), "\(wrong)")
        }
    }
}
