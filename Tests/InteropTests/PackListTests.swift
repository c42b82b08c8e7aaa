import TestSupport
import Testing

extension InteropTests {
    @Suite(.system) struct PackListTests {
        private let tree: TemporaryTree

        init() throws {
            tree = try TemporaryTree("pack-list")
            try tree.file("root/a.txt", "abc")
            try tree.file("root/sub/b.txt", "defgh")
            try tree.file("other/c.txt", "other c")
        }

        private static let lists = [
            "list.json": """
            {"top": "trip", "files": [
              {"name": "one/a.txt", "path": "a.txt"}, {"name": "b", "path": "sub/b.txt", "size": 5},
              {"name": "c", "path": "/data/c.txt"}, {"name": "note", "text": "hello\\n"}, {"name": "empty/"}]}
            """,
            "list.jsonl": """
            {"archive": {"top": "trip"}}
            {"name": "one/a.txt", "path": "a.txt"}
            {"name": "b", "path": "sub/b.txt"}
            {"name": "c", "path": "/data/c.txt"}
            {"name": "note", "text": "hello\\n"}
            {"name": "empty/"}
            """,
        ]

        @Test(arguments: lists.keys.sorted(), ArchiveFormat.allCases)
        func `a list is packed as it stands`(name: String, format: ArchiveFormat) async throws {
            try tree.file(BytePath(name), Self.lists[name] ?? "")
            let output = tree.at(BytePath("out.\(format)"))
            let result = try await PenstockPack.run([
                "--list", tree.at(BytePath(name)).text, "--root", tree.at("root").text,
                "--source", "/data=\(tree.at("other").text)", "--output", output.text,
            ])
            #expect(result.succeeded, "\(result)")
            for extractor in Extractor.all(for: format) {
                let place = try TemporaryTree("unpacked")
                #expect(
                    try await extractor.extract(output, into: BytePath(place.path)).succeeded, "\(extractor)")
                let contents = [
                    "trip/one/a.txt": "abc", "trip/b": "defgh", "trip/c": "other c", "trip/note": "hello\n",
                ]
                for (path, content) in contents {
                    #expect(
                        try FileSystem.read(place.at(BytePath(path))) == Array(content.utf8), "\(extractor)")
                }
            }
        }

        @Test func `lines of mod_zip are packed as they stand`() async throws {
            let list = try tree.file(
                "list.txt", "352441c2 3 /a.txt   My Document1.txt\n- 5 /sub/b.txt My Document2.txt\n")
            let packed = try await PenstockPack.run(["--list", list.text, "--root", tree.at("root").text])
            #expect(packed.succeeded, "\(packed)")
            #expect(
                try await ArchiveListing.names(packed.output) == ["My Document1.txt", "My Document2.txt"])
        }

        @Test func `what is missing is reported, and ends with 1`() async throws {
            let list = try tree.file(
                "list.jsonl", "{\"name\": \"a\", \"path\": \"a.txt\"}\n{\"name\": \"x\", \"path\": \"none\"}")
            let arguments = ["--list", list.text, "--root", tree.at("root").text]
            let packed = try await PenstockPack.run(arguments)
            #expect(packed.status == .exited(1))
            #expect(packed.errors.contains("1 missing; MISSING.txt in the archive lists them"))
            #expect(try await ArchiveListing.names(packed.output) == ["a", "MISSING.txt"])
            let refused = try await PenstockPack.run(arguments + ["--unreadable", "fail"])
            #expect(refused.status == .exited(1) && refused.output.isEmpty)
            #expect(refused.errors.contains("line 2, path: cannot be read"))
        }

        @Test(arguments: [
            (#"{"name": "x", "path": "../other/c.txt"}"#, "line 1, path: leads upwards"),
            (#"{"name": "x", "path": "a.txt", "sise": 3}"#, "line 1, sise: unknown field"),
            (#"{"name": "x", "path": "a.txt", "size": 4}"#, "line 1, size: is 4, but the file has 3 bytes"),
            ("", "the list is empty"),
        ])
        func `what is wrong with a list is named, and there is no archive`(list: String, reason: String)
            async throws
        {
            let list = try tree.file("list.jsonl", list)
            let result = try await PenstockPack.run([
                "--list", list.text, "--root", tree.at("root").text, "--output", tree.at("out.zip").text,
            ])
            #expect(result.status == .exited(1))
            #expect(result.errors.contains(reason), "\(result)")
            #expect(try tree.names() == ["list.jsonl", "other", "root"])
        }

        @Test(arguments: [
            ["--list", "x.json", "path"], ["--list", "x.json", "--name", "top"],
            ["--list", "x.json", "--hidden"],
            ["--root", "/", "path"], ["--source", "a=/", "path"],
        ])
        func `options of trees and of lists do not mix`(arguments: [String]) async throws {
            #expect(try await PenstockPack.run(arguments).status == .exited(64))
        }
    }
}
