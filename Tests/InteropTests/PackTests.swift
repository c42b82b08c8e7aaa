import TestSupport
import Testing

extension InteropTests {
    @Suite struct PackTests {
        @Test(arguments: ArchiveFormat.allCases, ["store", "auto", "fast", "default", "best"])
        func `the same tree gives the same bytes`(format: ArchiveFormat, effort: String) async throws {
            let directory = try TemporaryTree("packed")
            let source = try await Corpus.small().directory
            let archives = try await ["one", "two"].asyncMap { name in
                try await PenstockPack.archive(
                    source, as: format, in: directory, ["--compression", effort], name: name)
            }
            #expect(try FileSystem.sameContents(archives[0], archives[1]))
        }

        @Test(arguments: [ArchiveFormat.zip, .tarGzip], ["auto", "fast", "default", "best"])
        func `however many threads compress, the bytes are the same`(format: ArchiveFormat, effort: String)
            async throws
        {
            let directory = try TemporaryTree("packed")
            let source = try await Corpus.small().directory
            let archives = try await [1, 2, 8].asyncMap { count in
                try await PenstockPack.archive(
                    source, as: format, in: directory,
                    ["--compression", effort, "--compression-threads", "\(count)"], name: "\(count)")
            }
            #expect(try FileSystem.sameContents(archives[0], archives[1]))
            #expect(try FileSystem.sameContents(archives[0], archives[2]))
        }

        @Test(arguments: [
            ("x.zip", "zip"), ("x.tar", "tar"), ("x.tar.gz", "tar.gz"), ("x.tgz", "tar.gz"), ("x", "zip"),
            ("X.TAR", "tar"),
        ])
        func `the output's name decides the format`(name: String, format: String) async throws {
            let tree = try TemporaryTree()
            try tree.file("top/file", "x")
            let output = tree.at(BytePath(name))
            let result = try await PenstockPack.run(["--output", output.text, tree.at("top").text])
            #expect(result.succeeded, "\(result)")
            let piped = try await PenstockPack.run(["--format", format, tree.at("top").text])
            #expect(try FileSystem.read(output) == piped.output)
        }

        @Test func `one directory is the top folder`() async throws {
            let tree = try TemporaryTree()
            try tree.file("top/sub/file", "x")
            #expect(try await listing([tree.at("top").text]) == ["top/", "top/sub/", "top/sub/file"])
            #expect(try await listing([tree.at("top").text + "/"]) == ["top/", "top/sub/", "top/sub/file"])
            #expect(try await listing(["--name", "holiday", tree.at("top").text]).first == "holiday/")
        }

        @Test func `several paths are a selection beneath their common directory`() async throws {
            let tree = try TemporaryTree()
            for path: BytePath in ["top/a/one", "top/a/two", "top/b/three", "top/c/four"] {
                try tree.file(path, "x")
            }
            let selection = ["top/a/one", "top/b", "top/b/three", "top/a/one"].map { tree.at($0).text }
            #expect(try await listing(selection) == ["top/", "top/a/", "top/a/one", "top/b/", "top/b/three"])
        }

        @Test func `a single file is all there is in its archive`() async throws {
            let tree = try TemporaryTree()
            try tree.file("top/file.txt", "x")
            #expect(try await listing([tree.at("top/file.txt").text]) == ["file.txt"])
        }

        @Test func `hidden files and excluded ones stay out`() async throws {
            let tree = try TemporaryTree()
            for path: BytePath in [
                "top/.git/config", "top/kept", "top/sub/.env", "top/sub/x.tmp", "top/y.tmp",
            ] {
                try tree.file(path, "x")
            }
            #expect(
                try await listing([tree.at("top").text]) == [
                    "top/", "top/kept", "top/sub/", "top/sub/x.tmp", "top/y.tmp",
                ])
            #expect(
                try await listing(["--exclude", "*.tmp", "--exclude", "sub/*.tmp", tree.at("top").text])
                    == ["top/", "top/kept", "top/sub/"])
            #expect(
                try await listing(["--exclude", "**/*.tmp", "--exclude", "sub/", tree.at("top").text])
                    == ["top/", "top/kept"])
            #expect(try await listing(["--hidden", tree.at("top").text]).contains("top/.git/config"))
        }

        @Test(arguments: [
            ["--format", "rar"], ["--compression", "ultra"], ["--symlinks", "maybe"], ["--nonsense"], [],
            ["--compression-threads", "0"], ["--compression-threads", "1025"],
            ["--compression-threads", "all"], ["--cache-dir", "/tmp"], ["--exclude", "./x"],
            ["--exclude", ""],
            ["--output", "/tmp/x.rar"], ["-o", "/tmp/x.tar.bz2"],
        ])
        func `a wrong call ends with 64`(arguments: [String]) async throws {
            let path = arguments.isEmpty ? [] : ["/usr/include"]
            let result = try await PenstockPack.run(arguments + path)
            #expect(result.status == .exited(64), "\(result)")
            #expect(!result.errors.isEmpty && result.output.isEmpty)
        }

        @Test(arguments: [
            ("--format", "rar", "'zip', 'tar' or 'tar.gz'"), ("--compression", "9", "'store'"),
            ("--compression-threads", "all", "a number from 1 to 1024"), ("--symlinks", "on", "'skip'"),
            ("--exclude", "./x", "such as *.tmp"), ("--unreadable", "on", "'report' and 'fail'"),
            ("--names", "on", "'exact' and 'portable'"), ("--name", ".x", "a plain file name"),
            ("--source", "photos", "PREFIX=DIRECTORY, PREFIX=URL or a URL"),
        ])
        func `a wrong value is told what it may be`(option: String, value: String, form: String) async throws
        {
            let result = try await PenstockPack.run([option, value, "/usr/include"])
            #expect(result.status == .exited(64), "\(result)")
            #expect(result.errors.contains(option) && result.errors.contains(form), "\(result)")
        }

        @Test func `what is not there is an error, and makes no file`() async throws {
            let tree = try TemporaryTree()
            let result = try await PenstockPack.run([
                "--output", tree.at("x.zip").text, tree.at("missing").text,
            ])
            #expect(!result.succeeded)
            #expect(result.errors.contains("missing"))
            #expect(try tree.names() == [])
        }

        /// The entries of a zip of `arguments`.
        private func listing(_ arguments: [String]) async throws -> [String] {
            let packed = try await PenstockPack.run(arguments + ["--format", "zip"])
            #expect(packed.succeeded, "\(packed)")
            let tree = try TemporaryTree("listing")
            let archive = try tree.file("x.zip", packed.output)
            return try await Tool("unzip").run(["-Z1", archive.text]).lines
        }
    }
}

extension Array {
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async throws -> [Result]
    {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
