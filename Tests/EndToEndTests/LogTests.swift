import TestSupport
import Testing

extension EndToEndTests {
    @Suite struct LogTests {
        @Test func `one line tells what became of a request`() async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/file", [UInt8](repeating: 1, count: 5000))
            try FileSystem.makeFIFO(tree.at("dir/fifo"))
            let penstock = try await PenstockServer()
            let answer = try await penstock.client().send(
                FastCGIRequest("GET", "/archive/dir.tar", root: tree.root, client: "198.51.100.7"))
            let line = try await penstock.requestLine(["path": "/archive/dir.tar"])
            #expect(line.level == "info")
            let expected = [
                "client": "198.51.100.7", "method": "GET", "format": "tar", "status": "200", "entries": "3",
                "skipped": "1",
                "bytes-read": "5000", "bytes-sent": String(answer.bodyCount), "outcome": "complete",
            ]
            for (field, value) in expected { #expect(line[field] == value, "\(field)") }
            #expect(line["id"]?.isEmpty == false)
            for field in ["first-byte-ms", "duration-ms"] {
                #expect(line[field].flatMap { Double($0) } != nil, "\(field)")
            }
            #expect(penstock.log.lines.filter { $0.contains("/archive/dir.tar") }.count == 1)
        }

        @Test func `nothing in a request gets into the log raw`() async throws {
            let tree = try TemporaryTree()
            let penstock = try await PenstockServer()
            _ = try await penstock.log.line("listening") { $0.contains("listening") }
            let before = penstock.log.count
            let path: BytePath =
                "/archive/x\n2024-01-01 error forged outcome=complete\u{1B}[31m\"\\ \u{85}.zip"
            let answer = try await penstock.client().send(FastCGIRequest("GET", path, root: tree.root))
            #expect(answer.status == 404)
            _ = try await penstock.requestLine(["status": "404"])
            let lines = penstock.log.lines.dropFirst(before)
            #expect(lines.count == 1)
            #expect(
                lines.joined().unicodeScalars.allSatisfy {
                    $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value)
                })
        }

        @Test func `JSON lines are JSON`() async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/file", "x")
            let penstock = try await PenstockServer(["--log-format", "json"])
            let path: BytePath = "/archive/dir\u{1}\"\\.zip"
            _ = try await penstock.client().send(FastCGIRequest("GET", path, root: tree.root))
            _ = try await penstock.client().send(FastCGIRequest("GET", "/archive/dir.zip", root: tree.root))
            let line = try await penstock.log.line("a complete one") { $0.contains("complete") }
            let script = """
                import json, sys
                for line in sys.argv[1].splitlines(): fields = json.loads(line)
                print(fields['outcome'], fields['path'], int(fields['status']))
                """
            let result = try await Tool.python(script, [penstock.log.text])
            #expect(result.lines == ["complete /archive/dir.zip 200"], "\(result) \(line)")
        }

        /// What a web server starts inherits the variable of the web server's own service.
        @Test(arguments: [true, false])
        func `the journal gets priorities, and nobody else`(isJournal: Bool) async throws {
            let script = """
                import os, socket, subprocess, sys
                ours, theirs = socket.socketpair()
                status = os.fstat(theirs.fileno())
                inode = status.st_ino + (0 if sys.argv[2] == 'true' else 1)
                environment = dict(os.environ, JOURNAL_STREAM=f'{status.st_dev}:{inode}')
                process = subprocess.Popen([sys.argv[1], 'serve', '--listen', 'unix:' + sys.argv[3]],
                                           stderr=theirs, env=environment)
                print(ours.recv(1000).decode().splitlines()[0])
                process.terminate()
                process.wait()
                """
            let tree = try TemporaryTree()
            let result = try await Tool.python(
                script, [PenstockBinary.path, String(isJournal), tree.at("socket").text])
            #expect(result.lines.first?.hasPrefix("<5>listening") == isJournal, "\(result)")
            #expect(result.lines.first?.contains("Z notice listening") == !isJournal)
        }

        @Test func `the level decides what is logged`() async throws {
            let tree = try TemporaryTree()
            try tree.directory("dir")
            let penstock = try await PenstockServer(["--log-level", "error"])
            let client = try penstock.client()
            #expect(
                try await client.send(FastCGIRequest("GET", "/archive/dir.zip", root: tree.root)).status
                    == 200)
            #expect(
                try await client.send(FastCGIRequest("GET", "/archive/dir.zip", ["PENSTOCK_NONSENSE": "1"]))
                    .status == 500)
            let line = try await penstock.requestLine(["status": "500"])
            #expect(line.level == "error")
            #expect(!penstock.log.text.contains("status=200"))
        }
    }
}
