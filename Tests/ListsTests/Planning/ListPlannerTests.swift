import ByteIO
import FileTree
import Plan
import TestSupport
import Testing

@testable import Lists

@Suite(.unit) struct ListPlannerTests {
    private let listed: ListedTree

    init() throws { listed = try ListedTree() }

    @Test func `entries keep the order of the list, and directories are made where they are needed`() throws {
        let plan = try listed.plan(
            """
            {"name": "z/1.txt", "path": "a.txt"}
            {"name": "README", "text": "hello"}
            {"name": "z/deep/er/2.txt", "path": "sub/b.txt"}
            {"name": "z/3.txt", "path": "empty"}
            {"name": "z/l", "link": "1.txt"}
            {"name": "nothing/"}
            """)
        let paths = [
            "z/", "z/1.txt", "README", "z/deep/", "z/deep/er/", "z/deep/er/2.txt", "z/3.txt", "z/l",
            "nothing/",
        ]
        #expect(plan.paths == paths)
        let contents = [
            "z/1.txt": "abc", "README": "hello", "z/deep/er/2.txt": "defgh", "z/3.txt": "",
        ]
        #expect(try plan.contents() == contents)
        #expect(plan.plan.inlineContent(of: 7) == Array("1.txt".utf8))
        #expect(plan.skippedCount == 0)
    }

    @Test func `a top folder stands around all, wherever the list names it`() throws {
        for list in [
            #"{"top": "trip", "files": [{"name": "x/a", "path": "a.txt"}, {"name": "b", "text": "b"}]}"#,
            #"{"files": [{"name": "x/a", "path": "a.txt"}, {"name": "b", "text": "b"}], "top": "trip"}"#,
        ] {
            let plan = try listed.plan(list, as: .json)
            #expect(plan.paths == ["trip/", "trip/x/", "trip/x/a", "trip/b"])
            #expect(try plan.contents() == ["trip/x/a": "abc", "trip/b": "b"])
        }
    }

    @Test(arguments: [(".git", "git"), ("..x", "x"), ("...", "archive")])
    func `a top folder is never hidden`(top: String, expected: String) throws {
        let list = #"{"top": "\#(top)", "files": [{"name": ".a", "text": ""}]}"#
        #expect(try listed.plan(list, as: .json).paths == ["\(expected)/", "\(expected)/.a"])
    }

    @Test(arguments: ["a\0", "\0/a", "a/\0"])
    func `no name has a NUL`(name: String) {
        #expect(throws: EntryName.Fault.nul) { try EntryName(Array(name.utf8)) }
    }

    @Test func `equal names get numbers, one after the other`() throws {
        let lines = ["a.txt", "a.txt", "a (2).txt", "a.txt", "b/a.txt", "b/a.txt"].map {
            #"{"name": "\#($0)", "text": ""}"#
        }
        let plan = try listed.plan(lines.joined(separator: "\n"))
        let names = ["a.txt", "a (2).txt", "a (2) (2).txt", "a (3).txt", "b/", "b/a.txt", "b/a (2).txt"]
        #expect(plan.paths == names)
    }

    @Test func `a long name gets a number within 255 bytes`() throws {
        let name = String(repeating: "n", count: 251) + ".txt"
        let plan = try listed.plan(
            "{\"name\": \"\(name)\", \"text\": \"\"}\n{\"name\": \"\(name)\", \"text\": \"\"}")
        #expect(plan.paths.last == String(repeating: "n", count: 247) + " (2).txt")
    }

    @Test func `a directory may be named more than once, and after what it holds`() throws {
        let plan = try listed.plan(
            """
            {"name": "d/f", "text": "", "mtime": 50}
            {"name": "d/", "mode": "0700", "mtime": 20}
            {"name": "d/", "mode": "0711", "mtime": 30}
            """)
        #expect(plan.paths == ["d/", "d/f"])
        #expect(plan.plan.entries[0].permissions == 0o700)
        #expect(plan.plan.entries[0].modifiedSeconds == 20)
    }

    @Test func `what has no time gets the newest of the list, a made directory that of what it holds`() throws
    {
        let plan = try listed.plan(
            """
            {"name": "d/e/f", "text": "", "mtime": 100}
            {"name": "d/g", "text": "", "mtime": 300}
            {"name": "h", "text": ""}
            {"name": "i", "text": "", "mtime": 200}
            {"name": "j/"}
            """)
        let times = Dictionary(
            uniqueKeysWithValues: zip(plan.paths, plan.plan.entries.map(\.modifiedSeconds)))
        let expected: [String: Int64] = [
            "d/": 300, "d/e/": 100, "d/e/f": 100, "d/g": 300, "h": 300, "i": 200, "j/": 300,
        ]
        #expect(times == expected)
        #expect(plan.plan.newest == 300)
    }

    @Test func `a list without any time is of 1980, not of now`() throws {
        let plan = try listed.plan(#"{"name": "d/f", "text": "x"}"#)
        #expect(plan.plan.entries.map(\.modifiedSeconds) == [315_532_800, 315_532_800])
        #expect(plan.plan.newest == 315_532_800)
    }

    @Test func `permissions are those of the list, or usual ones`() throws {
        let plan = try listed.plan(
            """
            {"name": "a", "path": "a.txt", "mode": "0755"}
            {"name": "b", "path": "a.txt"}
            {"name": "c/"}
            """)
        #expect(plan.plan.entries.map(\.permissions) == [0o755, 0o644, 0o755])
    }

    @Test func `what is missing is left out and reported`() throws {
        let plan = try listed.plan(
            """
            {"name": "here", "path": "a.txt"}
            {"name": "x/gone", "path": "none/at all"}
            {"name": "folder", "path": "sub"}
            """)
        #expect(plan.paths == ["here", "MISSING.txt"])
        #expect(plan.missingCount == 2)
        let first = TreePlan.Missing(path: Array("x/gone".utf8), reason: "No such file or directory")
        #expect(plan.missing.first == first)
        let report = try #require(try plan.contents()["MISSING.txt"])
        #expect(report.contains("x/gone: No such file or directory\n"))
        #expect(report.contains("folder: Is a directory\n"))
    }

    @Test func `missing files refuse a list where policy says so`() throws {
        let list = "{\"name\": \"here\", \"path\": \"a.txt\"}\n{\"name\": \"x\", \"path\": \"none\"}"
        guard
            case .list(.malformed(let position, "path", let reason)) = try listed.refusal(
                list, { $0.unreadable = .fail })
        else {
            Issue.record("not refused")
            return
        }
        #expect(position.line == 2)
        #expect(reason.contains("No such file"))
    }

    @Test(
        arguments: [
            (#"{"name": "a/b", "text": ""}\#n{"name": "a", "text": ""}"#, "name"),
            (#"{"name": "a", "text": ""}\#n{"name": "a/b", "text": ""}"#, "name"),
            (#"{"name": "a", "text": ""}\#n{"name": "a/"}"#, "name"),
            (#"{"name": "x", "text": ""}\#n{"name": "/etc/passwd", "text": ""}"#, "name"),
            (#"{"name": "x", "text": ""}\#n{"name": "a/../b", "text": ""}"#, "name"),
            (#"{"name": "x", "text": ""}\#n{"name": "a//b", "text": ""}"#, "name"),
            (#"{"name": "x", "text": ""}\#n{"name": "./b", "text": ""}"#, "name"),
            (#"{"name": "x", "text": ""}\#n{"name": "b", "path": "../outside"}"#, "path"),
            (#"{"name": "x", "text": ""}\#n{"name": "b", "path": "/etc/passwd"}"#, "path"),
            (#"{"name": "x", "text": ""}\#n{"name": "b", "path": "escape"}"#, "path"),
            (#"{"name": "x", "text": ""}\#n{"name": "b", "url": "http://127.0.0.1/"}"#, "url"),
            (#"{"name": "x", "text": ""}\#n{"name": "b", "url": "file:///etc/passwd"}"#, "url"),
            (#"{"name": "x", "text": ""}\#n{"name": "b", "s3": "bucket/key"}"#, "s3"),
            (#"{"name": "x", "text": ""}\#n{"name": "b", "path": "a.txt", "size": 4}"#, "size"),
            (#"{"name": "x", "text": ""}\#n{"name": "b", "text": "abc", "size": 4}"#, "size"),
            (#"{"name": "x", "text": ""}\#n{"name": "b", "text": "abc", "crc32": "352441c3"}"#, "crc32"),
            (#"{"name": "x", "text": ""}\#n{"name": "b", "path": "empty", "crc32": "00000001"}"#, "crc32"),
            (#"{"name": "x", "text": ""}\#n{"name": "d/l", "link": "../../x"}"#, "link"),
            (#"{"name": "x", "text": ""}\#n{"name": "d/l", "link": "/etc/passwd"}"#, "link"),
        ])
    func `what is not allowed is refused with its line and field`(list: String, field: String) throws {
        guard case .list(.malformed(let position, let blamed, _)) = try listed.refusal(list) else {
            Issue.record("not refused")
            return
        }
        #expect(position.line == 2)
        #expect(blamed == field)
    }

    @Test func `limits hold for bytes, entries and components`() throws {
        let list = #"{"name": "a/b/c", "path": "a.txt"}\#n{"name": "d", "path": "sub/b.txt"}"#
        #expect(try listed.refusal(list) { $0.maxBytes = 8 } == nil)
        #expect(try listed.refusal(list) { $0.maxBytes = 7 } == .exceeds(.bytes(nil)))
        #expect(try listed.refusal(list) { $0.maxEntries = 4 } == nil)
        #expect(try listed.refusal(list) { $0.maxEntries = 3 } == .exceeds(.entries))
        #expect(try listed.refusal(list) { $0.maxDepth = 3 } == nil)
        #expect(try listed.refusal(list) { $0.maxDepth = 2 } == .exceeds(.depth))
        #expect(try listed.refusal(#"{"files": []}"#, as: .json) == .empty)
        #expect(try listed.refusal("", as: .text) == .empty)
    }

    @Test func `links are left out where policy skips them`() throws {
        let list = #"{"name": "a", "text": ""}\#n{"name": "l", "link": "a"}"#
        let plan = try listed.plan(list) { $0.symlinks = .skip }
        #expect(plan.paths == ["a", "MISSING.txt"])
        #expect(plan.linkCount == 1 && plan.missingCount == 0)
        #expect(try listed.plan(#"{"name": "a", "path": "to-a"}"#).contents() == ["a": "abc"])
    }

    @Test func `paths lead to the directory of the longest prefix`() throws {
        let prefixes = [("/data/", "other"), ("/data/deep", "root/sub"), ("rel", "other")]
        let list = """
            {"name": "1", "path": "/data/c.txt"}
            {"name": "2", "path": "/data/deep/b.txt"}
            {"name": "3", "path": "rel/c.txt"}
            {"name": "4", "path": "a.txt"}
            """
        let plan = try listed.plan(list, prefixes: prefixes)
        #expect(try plan.contents() == ["1": "other c", "2": "defgh", "3": "other c", "4": "abc"])
        let outside = try listed.refusal(#"{"name": "x", "path": "/database/c.txt"}"#, prefixes: prefixes)
        #expect(
            outside
                == .list(
                    .malformed(
                        ListPosition(line: 1, entry: 1), field: "path",
                        reason: "/database/c.txt is beneath no directory that is allowed here")))
        #expect(
            try listed.refusal(#"{"name": "x", "path": "a.txt"}"#, prefixes: prefixes, hasRoot: false) != nil)
    }

    @Test func `locations of mod_zip begin at the root`() throws {
        let list = "- 3 /a.txt x.txt\n- 7 /files/c.txt y.txt\n"
        let plan = try listed.plan(list, as: .text, prefixes: [("/files", "other")])
        #expect(try plan.contents() == ["x.txt": "abc", "y.txt": "other c"])
    }

    @Test func `a URL that stands for a directory leads to its file`() throws {
        let prefixes = [("https://cdn.example.org/media/", "other"), ("s3://photos/", "root")]
        let list = """
            {"name": "1", "url": "https://CDN.example.org/media/%63.txt?sig=x", "size": 7}
            {"name": "2", "s3": "photos/sub/b.txt"}
            """
        let plan = try listed.plan(list, prefixes: prefixes)
        #expect(try plan.contents() == ["1": "other c", "2": "defgh"])
        for (source, field) in [
            (#""url": "https://cdn.example.org/other/c.txt""#, "url"),
            (#""url": "https://cdn.example.org/media/%2e%2e/x""#, "url"), (#""s3": "photo/a.txt""#, "s3"),
        ] {
            let refusal = try listed.refusal(#"{"name": "x", \#(source)}"#, prefixes: prefixes)
            guard case .list(.malformed(_, field, _)) = refusal else {
                Issue.record("\(source): \(String(describing: refusal))")
                continue
            }
        }
    }

    @Test func `the example of mod_zip's own page has a plan`() throws {
        for (name, size) in [("foo.txt", 428), ("bar.txt", 100_339)] {
            try listed.tree.file(BytePath("root/" + name), [UInt8](repeating: 0x61, count: size))
        }
        let plan = try listed.plan(
            """
            1034ab38 428    /foo.txt   My Document1.txt
            83e8110b 100339 /bar.txt   My Other Document1.txt
            0        0      @directory My empty directory

            """, as: .text)
        #expect(plan.paths == ["My Document1.txt", "My Other Document1.txt", "My empty directory/"])
        #expect(plan.plan.entries.map(\.size) == [428, 100_339, 0])
    }
}
