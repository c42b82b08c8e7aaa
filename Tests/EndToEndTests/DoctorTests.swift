import TestSupport
import Testing

/// Each examination waits for some seconds, so they wait together.
@Suite struct DoctorTests {
    /// Runs the examination.
    static func examine(_ url: String, duration: Int = 2) async throws -> Tool.Result {
        try await Tool(PenstockBinary.path).run(["doctor", "--duration", String(duration), url])
    }

    /// What it found wrong, without the cures.
    static func complaints(_ result: Tool.Result) -> [String] {
        result.lines.filter { $0.hasPrefix("WRONG") }
    }

    private func site(
        _ settings: NginxServer.Settings, _ directives: [String] = [], probe: String? = "on"
    ) async throws -> (penstock: PenstockServer, nginx: NginxServer) {
        let penstock = try await PenstockServer()
        let parameters = probe.map { ["PENSTOCK_PROBE": $0] } ?? [:]
        let nginx = try await NginxServer([
            .init(
                penstock.address, root: nil, mount: "/archive", settings, parameters, directives: directives)
        ])
        return (penstock, nginx)
    }

    @Test func `the shipped snippet is well`() async throws {
        let site = try await site(.snippet)
        let result = try await Self.examine(site.nginx.url("/archive/"))
        #expect(result.succeeded && Self.complaints(result) == [], "\(result)")
        #expect(result.lines.first?.hasSuffix("is served by nginx.") == true)
        #expect(result.lines.filter { $0.hasPrefix("ok ") }.count == 11)
    }

    @Test func `nginx's defaults hide that a responder has died`() async throws {
        let site = try await site(.defaults)
        let result = try await Self.examine(site.nginx.url("/archive/"))
        let complaints = Self.complaints(result)
        #expect(result.status == .exited(1))
        #expect(complaints.count == 1 && complaints[0].contains("whose responder dies"), "\(complaints)")
        #expect(result.text.contains("\n          fastcgi_keep_conn on;\n"))
    }

    @Test func `spooling, compression and a short timeout are named with what cures them`() async throws {
        let site = try await site(
            .defaults,
            [
                "fastcgi_ignore_headers X-Accel-Buffering;", "gzip on;", "gzip_types *;",
                "fastcgi_read_timeout 1s;",
            ])
        let result = try await Self.examine(site.nginx.url("/archive/"), duration: 5)
        let complaints = Self.complaints(result)
        #expect(result.status == .exited(1))
        for words in ["is compressed once more", "it spools or buffers", "is cut off"] {
            #expect(complaints.contains { $0.contains(words) }, "\(words)")
        }
        for line in ["gzip off;", "fastcgi_max_temp_file_size 0;", "fastcgi_read_timeout 300s;"] {
            #expect(result.text.contains("\n          \(line)\n"), "\(line)")
        }
    }

    @Test func `methods and ranges that do not pass are named`() async throws {
        let site = try await site(
            .snippet, ["if ($request_method != GET) { return 405; }", "fastcgi_param HTTP_RANGE \"\";"])
        let complaints = Self.complaints(try await Self.examine(site.nginx.url("/archive/")))
        for words in ["HEAD does not", "A form sent by POST", "A range (1000-1999) does not"] {
            #expect(complaints.contains { $0.contains(words) }, "\(words): \(complaints)")
        }
    }

    @Test(arguments: [nil, "off"])
    func `a location that answers no probes says so, and how to let it`(probe: String?) async throws {
        let site = try await site(.snippet, probe: probe)
        let result = try await Self.examine(site.nginx.url("/archive/"))
        #expect(result.status == .exited(69))
        #expect(result.text.contains("fastcgi_param PENSTOCK_PROBE on;"))
    }

    @Test func `a server that is not there is nothing to examine`() async throws {
        let port = try SocketAddress.freeLoopbackPort()
        let result = try await Self.examine("http://127.0.0.1:\(port)/archive/")
        #expect(result.status == .exited(69) && result.text.contains("does not answer"))
    }

    @Test func `probes leave no errors in the log`() async throws {
        let site = try await site(.snippet)
        _ = try await Self.examine(site.nginx.url("/archive/"))
        #expect(!site.penstock.log.lines.contains { $0.contains(" error ") })
        _ = try await site.penstock.requestLine(["outcome": "probed", "format": "tar.gz"])
    }

    @Test func `a probe needs no root, and is bounded`() async throws {
        let penstock = try await PenstockServer()
        for (query, status) in [
            ("probe=steady", 200), ("probe=other", 400), ("probe=slow&seconds=3601", 400),
            ("probe=slow&seconds=-1", 400), ("probe=steady&format=rar", 400),
        ] {
            let answer = try await penstock.client().send(
                FastCGIRequest("GET", "/archive/", query: query, root: nil, ["PENSTOCK_PROBE": "on"]))
            #expect(answer.status == status, "\(query)")
        }
    }
}
