import TestSupport
import Testing

extension EndToEndTests {
    /// The name that programs save a download under.
    @Suite struct DownloadNameTests {
        struct Row: Sendable, CustomTestStringConvertible {
            let directory: BytePath
            /// Without the ending.
            let text: String
            let plain: String

            init(_ directory: BytePath, _ text: String, _ plain: String? = nil) {
                self.directory = directory
                self.text = text
                self.plain = plain ?? text
            }

            var testDescription: String { "\(directory)" }

            static let all = [
                Row("2024", "2024"), Row("my photos", "my photos"), Row("caf\u{E9}", "caf\u{E9}", "caf_"),
                Row(".hidden", "hidden"), Row("..x", "x"), Row("...", "archive"), Row(" ", "archive"),
                Row(" . x", "x"), Row("x.", "x."), Row("x ", "x "), Row("a\\b", "a_b"), Row("..\\x", "_x"),
                Row("line\nfeed", "line_feed"), Row("tab\there", "tab_here"),
                Row("\r\nX-A: b", "__X-A: b", "__X-A_ b"),
                Row("bell\u{7}\u{7F}", "bell__"),
                Row("\u{202E}gpj.exe", "_gpj.exe"),
                Row(
                    "a;filename*=UTF-8''evil.exe", "a;filename*=UTF-8''evil.exe",
                    "a_filename__UTF-8__evil.exe"),
                Row(
                    "quote\"; filename=\"evil.exe", "quote\"; filename=\"evil.exe",
                    "quote__ filename__evil.exe"),
                Row("100% %2e%2e", "100% _2e_2e", "100_ _2e_2e"), Row("..%2f%00", "_2f_00"),
                Row(BytePath(Array("latin ".utf8) + [0xE9]), "latin _"),
                Row(
                    BytePath(String(repeating: "x", count: 255)), String(repeating: "x", count: 216),
                    String(repeating: "x", count: 96)),
                Row(
                    BytePath(String(repeating: "\u{E9}", count: 127)),
                    String(repeating: "\u{E9}", count: 108),
                    String(repeating: "_", count: 96)),
            ]
        }

        /// Downloads into the current directory: `$0 URL`.
        private static let commands = [
            "curl": "curl -fsSOJ --max-time 300 \"$1\"",
            "wget":
                "wget -q -T 300 --content-disposition --restrict-file-names=nocontrol \"$1\"",
            "aria2c": "aria2c -q --no-conf --file-allocation=none -t 300 \"$1\"",
        ]

        @Test(arguments: commands.keys.sorted())
        func `is the directory's, as far as a program can save it`(program: String) async throws {
            let tree = try TemporaryTree()
            for row in Row.all { try tree.file(row.directory / "file", "x") }
            let site = try await Site(tree, ["PENSTOCK_HIDDEN": "on"])
            let command = try #require(Self.commands[program])
            for (number, row) in Row.all.enumerated() {
                // wget 1.21 counts the percent escapes of a name, and cuts more than 236 bytes.
                if program == "wget", row.text.percentEncoded.utf8.count > 230 { continue }
                let directory = BytePath("\(program) \(number)")
                try site.downloads.directory(directory)
                let url = site.nginx.url("/archive/\(row.directory.percentEncoded).zip")
                let result = try await Tool("sh").run(
                    ["-c", "cd \"$2\" && \(command)", "sh", url, site.downloads.at(directory).text])
                #expect(result.succeeded, "\(result)")
                // curl 7.88 knows no filename*.
                let expected = (program == "curl" ? row.plain : row.text) + ".zip"
                #expect(try site.downloads.names(directory) == [expected], "\(row.directory)")
            }
        }

        @Test func `is there twice for Python's parser, once in ASCII`() async throws {
            let tree = try TemporaryTree()
            for row in Row.all { try tree.file(row.directory / "file", "x") }
            let penstock = try await PenstockServer()
            let script = """
                import email, email.utils, sys
                message = email.message_from_string("Content-Disposition: " + sys.argv[1] + "\\n\\n")
                parameters = message.get_params(header="content-disposition")
                assert [name for name, value in parameters] == ["attachment", "filename", "filename"], parameters
                print(parameters[1][1], email.utils.collapse_rfc2231_value(parameters[2][1]), sep="\\n")
                """
            for row in Row.all {
                let path = BytePath(Array("/archive/".utf8) + row.directory.bytes + Array(".zip".utf8))
                let answer = try await penstock.client().send(
                    FastCGIRequest("GET", path, root: tree.root, ["PENSTOCK_HIDDEN": "on"]))
                let result = try await Tool.python(script, [try #require(answer["Content-Disposition"])])
                #expect(result.lines == [row.plain + ".zip", row.text + ".zip"], "\(row.directory)")
            }
        }
    }
}
