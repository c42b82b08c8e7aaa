import TestSupport
import Testing

extension EndToEndTests {
    /// Plain CGI (RFC 3875), without a web server.
    @Suite struct CommonGatewayTests {
        private let tree: TemporaryTree

        init() throws {
            tree = try TemporaryTree()
            try tree.file("dir/one", "1")
            try tree.file("dir/two", "2")
        }

        private func environment(_ path: String, _ more: [String: String] = [:]) -> [String: String?] {
            let variables = [
                "GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "GET", "SCRIPT_NAME": "/archive",
                "PATH_INFO": path, "QUERY_STRING": "", "PENSTOCK_ROOT": tree.path,
            ]
            var environment: [String: String?] = variables.merging(more) { $1 }.mapValues { $0 }
            // It would be a parameter that penstock does not know.
            environment["PENSTOCK_BINARY"] = .some(nil)
            return environment
        }

        private func run(
            _ path: String, _ more: [String: String] = [:], _ arguments: [String] = []
        ) async throws -> (head: String, body: [UInt8], tool: Tool.Result) {
            let result = try await Tool(PenstockBinary.path).run(
                arguments, environment: environment(path, more))
            let end = result.output.firstRange(of: Array("\r\n\r\n".utf8))
            let head = result.output[..<(end?.lowerBound ?? 0)]
            let body = result.output[(end?.upperBound ?? 0)...]
            return (String(decoding: head, as: UTF8.self), Array(body), result)
        }

        @Test(arguments: ArchiveFormat.allCases)
        func `one archive goes to standard output`(format: ArchiveFormat) async throws {
            let (head, body, tool) = try await run("/dir.\(format)")
            #expect(tool.succeeded)
            #expect(
                head.hasPrefix("Status: 200 OK\r\n") && head.contains("Content-Type: \(format.mediaType)"))
            #expect(try await ArchiveListing.names(body, format) == ["dir/", "dir/one", "dir/two"])
            #expect(tool.errors.contains("outcome=complete"))
        }

        @Test func `a refusal is an answer like any other`() async throws {
            let (head, body, tool) = try await run("/missing.zip")
            #expect(tool.succeeded && head.hasPrefix("Status: 404 ") && !body.isEmpty)
        }

        @Test func `options come from the environment`() async throws {
            let other = try TemporaryTree()
            try other.file("dir/three", "3")
            let (head, _, _) = try await run("/dir.tar", ["PENSTOCK_SERVE_ALLOW_ROOT": other.path])
            #expect(head.hasPrefix("Status: 500 "))
            let (_, body, _) = try await run("/dir.tar", ["PENSTOCK_SERVE_ALLOW_ROOT": tree.path])
            #expect(try await ArchiveListing.names(body, .tar) == ["dir/", "dir/one", "dir/two"])
        }

        @Test(arguments: [["pack", "/etc/hostname"], ["--root", "/"], ["--version"]])
        func `a query is no command line`(arguments: [String]) async throws {
            let query = arguments.joined(separator: "+")
            let (head, body, tool) = try await run("/dir.tar", ["QUERY_STRING": query], arguments)
            #expect(tool.succeeded && head.hasPrefix("Status: 400 ") && tool.errors.contains("command line"))
            #expect(head.contains("Content-Length: \(body.count)\r\n"))
        }

        @Test func `a query that came as nothing but a query is one`() async throws {
            let (head, _, _) = try await run("/dir.tar", ["QUERY_STRING": "v1"])
            #expect(head.hasPrefix("Status: 200 "))
        }

        /// Front servers may leave standard input open: what counts is CONTENT_LENGTH.
        @Test func `a body ends where it was said to`() async throws {
            let form = "format=tar&select=two"
            let script = """
                import subprocess, sys
                process = subprocess.Popen(sys.argv[1], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
                process.stdin.write(sys.argv[2].encode())
                process.stdin.flush()
                sys.stdout.buffer.write(process.stdout.read())
                """
            let variables = environment(
                "/dir",
                [
                    "REQUEST_METHOD": "POST", "CONTENT_TYPE": "application/x-www-form-urlencoded",
                    "CONTENT_LENGTH": String(form.utf8.count),
                ])
            let result = try await Tool("python3").run(
                ["-c", script, PenstockBinary.path, form], environment: variables)
            #expect(result.succeeded)
            let end = try #require(result.output.firstRange(of: Array("\r\n\r\n".utf8)))
            let body = Array(result.output[end.upperBound...])
            #expect(try await ArchiveListing.names(body, .tar) == ["dir/", "dir/two"])
        }

        /// The next process knows a selection by the cache directory, or not at all.
        @Test func `a long selection has a URL if there is a cache directory`() async throws {
            let cache = try TemporaryTree("cache")
            let names = (0..<40).map { "\($0)" + String(repeating: "x", count: 100) }
            for name in names { try tree.file("dir/\(name)", name) }
            let form = try cache.file("form", "format=tar" + names.map { "&select=\($0)" }.joined())
            var variables = [
                "REQUEST_METHOD": "POST", "CONTENT_TYPE": "application/x-www-form-urlencoded",
                "CONTENT_LENGTH": String(try FileSystem.size(form)), "HTTP_ACCEPT": "text/html",
            ]
            let script = "exec \"$1\" < \"$2\""
            func post() async throws -> String {
                let result = try await Tool("bash").run(
                    ["-c", script, "bash", PenstockBinary.path, form.text],
                    environment: environment("/dir/", variables))
                #expect(result.succeeded)
                return String(decoding: result.output, as: UTF8.self)
            }
            #expect(try await post().hasPrefix("Status: 200 OK\r\n"))
            variables["PENSTOCK_SERVE_CACHE_DIR"] = cache.at("kept").text
            let redirect = try await post()
            #expect(redirect.hasPrefix("Status: 303 See Other\r\nLocation: ?selection="))
            let query = redirect.split(separator: "?")[1].prefix { $0 != "\r\n" }
            let (head, body, _) = try await run(
                "/dir/",
                ["QUERY_STRING": String(query), "PENSTOCK_SERVE_CACHE_DIR": cache.at("kept").text])
            #expect(head.hasPrefix("Status: 200 OK"))
            #expect(try await ArchiveListing.names(body, .tar).count == 41)
            let (unknown, _, _) = try await run("/dir/", ["QUERY_STRING": String(query)])
            #expect(unknown.hasPrefix("Status: 410 Gone"))
        }

        @Test func `a reader that leaves is noticed`() async throws {
            try tree.sparseFile("dir/large", size: 64 << 20)
            let result = try await Tool("bash").run(
                ["-c", "\"$1\" | head -c 100; exit ${PIPESTATUS[0]}", "bash", PenstockBinary.path],
                environment: environment("/dir.tar"))
            #expect(result.status == .exited(1))
            #expect(result.errors.contains("outcome=client-gone"))
        }

        @Test func `an archive that breaks off ends before its length and not well`() async throws {
            let large = try tree.sparseFile("dir/large", size: 64 << 20)
            let script =
                "\"$1\" | { head -c 100000; truncate -s 1000000 \"$2\"; cat; }; exit ${PIPESTATUS[0]}"
            let result = try await Tool("bash").run(
                ["-c", script, "bash", PenstockBinary.path, large.text], environment: environment("/dir.tar"))
            #expect(result.status == .exited(1))
            #expect(result.output.count < 64 << 20)
            #expect(result.errors.contains("outcome=\"failed:") && result.errors.contains(" error request"))
        }
    }
}
