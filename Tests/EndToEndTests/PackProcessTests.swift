import Glibc
import TestSupport
import Testing

extension EndToEndTests {
    /// `penstock pack` as a process: interrupted, failing, watched.
    @Suite struct PackProcessTests {
        @Test(arguments: [SIGINT, SIGTERM])
        func `an interrupted run leaves no file`(signal: Int32) async throws {
            let tree = try TemporaryTree()
            try tree.sparseFile("dir/file", size: 64 << 30)
            try tree.directory("out")
            let process = try await ChildProcess([
                PenstockBinary.path, "pack", "--compression", "store", "--output", tree.at("out/x.zip").text,
                tree.at("dir").text,
            ])
            try await eventually("the first file") { try tree.names("out").isEmpty ? nil : true }
            process.send(signal)
            #expect(try await !process.exit().isSuccess)
            #expect(try tree.names("out") == [])
        }

        @Test func `a link is written through, and what is no file is left alone`() async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/file", "x")
            try tree.file("target.zip", "before")
            try tree.link("link.zip", to: "target.zip")
            try FileSystem.makeFIFO(tree.at("fifo.zip"))
            let pack = Tool(PenstockBinary.path)
            let linked = try await pack.run([
                "pack", "--output", tree.at("link.zip").text, tree.at("dir").text,
            ])
            #expect(linked.succeeded, "\(linked)")
            #expect(try tree.contents("target.zip").starts(with: Array("PK".utf8)))
            #expect(try FileSystem.info(tree.at("link.zip")).kind == .link)
            let piped = try await pack.run([
                "pack", "--output", tree.at("fifo.zip").text, tree.at("dir").text,
            ])
            #expect(!piped.succeeded && piped.errors.contains("fifo.zip"), "\(piped)")
            #expect(try FileSystem.info(tree.at("fifo.zip")).kind == .other)
        }

        @Test func `a failing run leaves what was there before`() async throws {
            let tree = try TemporaryTree()
            let file = try tree.sparseFile("dir/file", size: 8 << 20)
            try tree.file("out/x.zip", "before")
            let reads = "read,pread64,readv,preadv,preadv2,sendfile,splice,copy_file_range"
            let result = try await Tool("strace").run([
                "-f", "-o", "/dev/null", "-P", file.text, "-e", "trace=\(reads)", "-e",
                "inject=\(reads):error=EIO:when=3+",
                PenstockBinary.path, "pack", "--output", tree.at("out/x.zip").text, tree.at("dir").text,
            ])
            #expect(!result.succeeded && result.errors.contains("file"), "\(result)")
            #expect(try tree.names("out") == ["x.zip"])
            #expect(try tree.contents("out/x.zip") == Array("before".utf8))
        }

        @Test func `an archive that is replaced is complete or untouched`() async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/file", "x")
            try tree.file("out/x.zip", "before")
            let result = try await PenstockPack.run([
                "--output", tree.at("out/x.zip").text, tree.at("dir").text,
            ])
            #expect(result.succeeded)
            #expect(try await ArchiveListing.names(try tree.contents("out/x.zip")) == ["dir/", "dir/file"])
            #expect(try tree.names("out") == ["x.zip"])
        }

        @Test func `a full disk is an error`() async throws {
            let tree = try TemporaryTree()
            try tree.sparseFile("dir/file", size: 1 << 20)
            let result = try await Tool.shell(
                "\"$1\" pack --format tar \"$2\" > /dev/full", [PenstockBinary.path, tree.at("dir").text])
            #expect(!result.succeeded && !result.errors.isEmpty)
        }

        @Test func `progress is shown on a terminal and nowhere else`() async throws {
            let tree = try TemporaryTree()
            try tree.sparseFile("dir/file", size: 512 << 20)
            let arguments = [
                "pack", "--compression", "store", "--output", tree.at("x.zip").text, tree.at("dir").text,
            ]
            let silent = try await Tool(PenstockBinary.path).run(arguments)
            #expect(silent.succeeded && silent.errors.isEmpty && silent.output.isEmpty, "\(silent)")
            let command = ([PenstockBinary.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
            let shown = try await Tool("script").run(["-qec", command, "/dev/null"])
            #expect(shown.succeeded)
            #expect(shown.text.contains("B/s"), "\(shown.text)")
        }

        @Test func `unreadable files are reported, or refused`() async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/open", "x")
            try tree.file("dir/closed", "x", mode: 0)
            // As nobody, if the tests run as root.
            let prefix = FileSystem.isRoot ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : ""
            let binary = tree.at("penstock")
            try FileSystem.write(FileSystem.read(BytePath(PenstockBinary.path)), to: binary)
            try FileSystem.setMode(0o755, of: binary)
            let script = "\(prefix)\"$1\" pack --format zip --unreadable $3 \"$2\""
            let reported = try await Tool.shell(script, [binary.text, tree.at("dir").text, "report"])
            #expect(
                try await ArchiveListing.names(reported.output) == ["dir/", "dir/open", "dir/MISSING.txt"])
            #expect(!reported.errors.isEmpty, "what is missing is said aloud, too")
            let refused = try await Tool.shell(script, [binary.text, tree.at("dir").text, "fail"])
            #expect(!refused.succeeded && refused.output.isEmpty && refused.errors.contains("closed"))
        }
    }
}
