import TestSupport
import Testing

extension EndToEndTests {
    /// Whatever is sent: a clear answer, a line in the log, and the next request is served.
    @Suite struct MalformedRequestTests {
        /// A request that is wrong in one way, and the answers that are right.
        struct Case: Sendable, CustomTestStringConvertible {
            let what: String
            let statuses: Set<Int>
            /// What the log must name.
            var named: String?
            let request: @Sendable (BytePath) -> FastCGIRequest

            var testDescription: String { what }

            static func get(_ path: BytePath, _ query: String = "", _ statuses: Set<Int>) -> Case {
                let what = "\(path.description.prefix(60))?\(query.prefix(60))"
                return Case(what: what, statuses: statuses) {
                    FastCGIRequest("GET", path, query: query, root: $0)
                }
            }

            static func parameter(_ name: String, _ value: String) -> Case {
                Case(what: "\(name)=\(value)", statuses: [500], named: name) {
                    FastCGIRequest("GET", "/archive/dir.zip", root: $0, [name: value])
                }
            }

            static func post(
                _ what: String, _ body: [UInt8], type: String, length: String? = nil, _ statuses: Set<Int>
            ) -> Case {
                Case(what: "POST: \(what)", statuses: statuses) {
                    var request = FastCGIRequest.post("/archive/dir/", body, type: type, root: $0)
                    if let length { request["CONTENT_LENGTH"] = length }
                    return request
                }
            }
        }

        private static let json = "application/json"
        private static let form = "application/x-www-form-urlencoded"

        private static let requests: [Case] = [
            .get("/archive/dir.zip", "select=%zz", [400]), .get("/archive/dir.zip", "select=%4", [400]),
            .get("/archive/dir.zip", "name=%", [400]), .get("/archive/dir.zip", "select=%f", [400]),
            .get("/archive/dir?format=rar", "format=rar", [400, 404]),
            .get("/archive/dir", "format=", [400, 404]),
            .get("/archive/dir.zip", "compression=best", [400]),
            .get("/archive/dir.zip", "compression=auto", [400]),
            .get("/archive/dir.zip", "name=../up", [400]), .get("/archive/dir.zip", "name=a/b", [400]),
            .get("/archive/dir.zip", "name=..", [400]), .get("/archive/dir.zip", "name=%00", [400]),
            .get("/archive/none.zip", "", [404]), .get("/archive/dir", "", [404]),
            .get("/archive/", "", [404]),
            .get("/archive/dir/", "", [404]), .get("/archive/dir/file", "", [404]),
            .get("/archive/.zip", "", [404]),
            // libfcgi hands out parameters as C strings, which end at the NUL.
            .get(BytePath(Array("/archive/dir".utf8) + [0] + Array(".zip".utf8)), "", [400, 404]),
            .get(BytePath("/archive/" + String(repeating: "d/", count: 4200) + "x.zip"), "", [414]),
            .get("/archive/dir.zip", "select=" + String(repeating: "x", count: 8300), [414]),
            .get(BytePath("/archive/" + String(repeating: "x", count: 300) + ".zip"), "", [404]),
            .get(BytePath("/archive/" + String(repeating: "d/", count: 2000) + "x.zip"), "", [404, 414]),
        ]

        private static let configurations: [Case] = [
            .parameter("PENSTOCK_NONSENSE", "1"), .parameter("PENSTOCK_ROTO", "/"),
            .parameter("PENSTOCK_COMPRESSION", "ultra"),
            .parameter("PENSTOCK_FORMATS", "zip rar"), .parameter("PENSTOCK_SYMLINKS", "maybe"),
            .parameter("PENSTOCK_HIDDEN", "yes please"), .parameter("PENSTOCK_UNREADABLE", "ignore"),
            .parameter("PENSTOCK_MAX_BYTES", "many"), .parameter("PENSTOCK_MAX_BYTES", "-1"),
            .parameter("PENSTOCK_MAX_ENTRIES", "99999999999999999999999"),
            .parameter("PENSTOCK_MAX_DEPTH", ""),
            .parameter("PENSTOCK_LISTING", "yes"), .parameter("PENSTOCK_STATUS", "yes"),
            .parameter("PENSTOCK_NAME", "a/b"),
            .parameter("PENSTOCK_ROOT", "relative"), .parameter("PENSTOCK_ROOT", "/no/such/directory"),
            Case(what: "no root", statuses: [500], named: "PENSTOCK_ROOT") { _ in
                FastCGIRequest("GET", "/archive/dir.zip")
            },
            Case(what: "no mount and no PATH_INFO", statuses: [500], named: "PENSTOCK_MOUNT") {
                var request = FastCGIRequest("GET", "/archive/dir.zip", root: $0)
                request["PENSTOCK_MOUNT"] = nil
                return request
            },
        ]

        private static let posts: [Case] = [
            .post("no type", Array("format=zip".utf8), type: "", [400]),
            .post("text", Array("format=zip".utf8), type: "text/plain", [400]),
            .post("JSON that is a form", Array("format=zip".utf8), type: json, [400]),
            .post(
                "a form that is JSON with bad escapes", Array("{\"format\":\"%\"}".utf8), type: form, [400]),
            .post("truncated JSON", Array("{\"format\":\"zip\"".utf8), type: json, [400]),
            .post("JSON and more", Array("{\"format\":\"zip\"} x".utf8), type: json, [400]),
            .post("a JSON list", Array("[\"zip\"]".utf8), type: json, [400]),
            .post("JSON numbers", Array("{\"format\":\"zip\",\"select\":[1,2]}".utf8), type: json, [400]),
            .post(
                "a lone surrogate", Array("{\"format\":\"zip\",\"select\":[\"\\ud800\"]}".utf8), type: json,
                [400]),
            .post(
                "JSON that is no UTF-8", Array("{\"select\":[\"".utf8) + [0xFF] + Array("\"]}".utf8),
                type: json, [400]),
            .post("deep JSON", [UInt8](repeating: UInt8(ascii: "["), count: 1 << 20), type: json, [400]),
            .post(
                "deep JSON objects", Array(String(repeating: "{\"a\":", count: 200_000).utf8), type: json,
                [400]),
            .post(
                "multipart without boundary", Array("--x\r\n\r\n--x--\r\n".utf8), type: "multipart/form-data",
                [400]),
            .post(
                "multipart without end", Array("--x\r\nContent-Disposition".utf8),
                type: "multipart/form-data; boundary=x", [400]),
            .post(
                "multipart without parts", Array("nothing".utf8), type: "multipart/form-data; boundary=x",
                [400]),
            .post("too large a body", [UInt8](repeating: 97, count: 4 << 20 | 1), type: form, [413]),
            .post("far too large a body", [UInt8](repeating: 97, count: 5 << 20), type: form, [413]),
            .post(
                "a length that is too long", Array("{\"format\":\"zip\"}".utf8), type: json, length: "17",
                [400, 413]),
            .post(
                "a length that is too short", Array("{\"format\":\"zip\"}".utf8), type: json, length: "5",
                [400, 413]),
            .post("a negative length", Array("format=zip".utf8), type: form, length: "-1", [400, 413]),
            .post(
                "20 digits of length", Array("format=zip".utf8), type: form, length: "99999999999999999999",
                [400, 413]),
            .post(
                "a length that is no number", Array("format=zip".utf8), type: form, length: "ten", [400, 413]),
        ]

        @Test(arguments: requests + configurations + posts)
        func `a malformed request is answered, logged and forgotten`(malformed: Case) async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/file", "x")
            let penstock = try await PenstockServer()
            var request = malformed.request(tree.root)
            request["REMOTE_ADDR"] = "192.0.2.99"
            let answer = try await penstock.client().send(request)
            #expect(
                malformed.statuses.contains(answer.status) && answer.isComplete,
                "\(answer.status) \(answer.ending)")
            #expect(!answer.body.isEmpty && !answer.body.contains(text: "PK\u{3}\u{4}"))
            #expect(!answer.text.contains(tree.path), "no path of the host")
            let line = try await penstock.requestLine([
                "client": "192.0.2.99", "status": String(answer.status),
            ])
            #expect(line.outcome.hasPrefix("refused:") || answer.status == 500, "\(line)")
            if let named = malformed.named {
                #expect(penstock.log.text.contains(named))
                #expect(
                    !answer.text.contains(named), "an error of the configuration is not the client's business"
                )
                let reference = try #require(line["id"])
                #expect(answer.text.contains(reference), "the answer has the log line's reference")
            }
            let next = try await penstock.client().send(
                FastCGIRequest("GET", "/archive/dir.zip", root: tree.root))
            #expect(next.status == 200 && next.isComplete)
        }

        @Test func `a kept connection survives every malformed request on it`() async throws {
            let tree = try TemporaryTree()
            try tree.file("dir/file", "x")
            let penstock = try await PenstockServer()
            var connection = try await penstock.client().connect()
            for malformed in Self.requests + Self.configurations + Self.posts {
                var request = malformed.request(tree.root)
                request.keepsConnection = true
                try await connection.send(request)
                let answer = try await connection.receive()
                #expect(malformed.statuses.contains(answer.status), "\(malformed.what): \(answer.status)")
                var good = FastCGIRequest("GET", "/archive/dir.zip", root: tree.root)
                good.keepsConnection = true
                // A body that is too large may cost the connection, but nothing else.
                if answer.status == 413 || malformed.what.contains("length") {
                    connection = try await penstock.client().connect()
                }
                try await connection.send(good)
                let next = try await connection.receive()
                #expect(next.status == 200 && next.isComplete, "after \(malformed.what)")
            }
        }
    }
}
