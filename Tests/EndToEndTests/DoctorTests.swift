import TestSupport
import Testing

/// Each examination waits for some seconds, so they wait together.
@Suite(.system) struct DoctorTests {
    /// Runs the examination.
    static func examine(_ url: String, duration: Int = 2) async throws -> Tool.Result {
        try await Tool(PenstockBinary.path).run(["doctor", "--duration", String(duration), url])
    }

    /// What it found wrong, without the cures.
    static func complaints(_ result: Tool.Result) -> [String] {
        result.lines.filter { $0.hasPrefix("WRONG") }
    }

    private func site(
        _ settings: NginxServer.Settings, _ directives: [String] = [], probe: String? = "on",
        root: BytePath? = nil
    ) async throws -> (penstock: PenstockServer, nginx: NginxServer) {
        let penstock = try await PenstockServer()
        let parameters = probe.map { ["PENSTOCK_PROBE": $0] } ?? [:]
        let nginx = try await NginxServer([
            .init(
                penstock.address, root: root, mount: "/archive", settings, parameters, directives: directives)
        ])
        return (penstock, nginx)
    }

    @Test func `the shipped snippet is well`() async throws {
        let site = try await site(.snippet)
        let result = try await Self.examine(site.nginx.url("/archive/"))
        #expect(result.succeeded && Self.complaints(result) == [], "\(result)")
        #expect(result.lines.first?.hasSuffix("is served by nginx.") == true)
        #expect(result.lines.filter { $0.hasPrefix("ok ") }.count == 12)
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

    @Test(arguments: FrontServer.allCases)
    func `every server is well with what is shipped for it`(kind: FrontServer) async throws {
        let site = try await FrontSite(kind, try await FrontTree.shared().root, ["PENSTOCK_PROBE": "on"])
        let result = try await Self.examine(site.server.url("/archive/"))
        #expect(result.succeeded && Self.complaints(result) == [], "\(kind): \(Self.complaints(result))")
        #expect(!result.text.contains("behind a proxy"), "\(kind)")
    }

    private static let proxies: [(ProxiedSite.Proxy, [String], [String])] = [
        (.nginx, ["Requests arrive in HTTP/1.0"], ["proxy_http_version 1.1;"]),
        (.documentedNginx, [], []), (.apache, ["is compressed once more"], []), (.lighttpd, [], []),
        (
            .spoolingLighttpd,
            ["breaks off, compressed, arrives as a success", "dies, compressed", "it spools or buffers"],
            ["server.stream-response-body = 2    # lighttpd"]
        ),
        (
            .spoolingNginx, ["Requests arrive in HTTP/1.0", "it spools or buffers"],
            ["proxy_http_version 1.1;", "proxy_buffering off;"]
        ),
    ]

    @Test(arguments: proxies)
    func `what a server in front of the front server does to archives is named with its cure`(
        proxy: ProxiedSite.Proxy, words: [String], cures: [String]
    ) async throws {
        let root = try await FrontTree.shared().root
        let site = try await ProxiedSite(proxy, .nginx, root, ["PENSTOCK_PROBE": "on"])
        let result = try await Self.examine(site.proxy.url("/archive/"))
        let complaints = Self.complaints(result)
        #expect(complaints.count == words.count, "\(complaints)")
        for (complaint, words) in zip(complaints, words) { #expect(complaint.contains(words)) }
        for line in cures { #expect(result.text.contains("\n          \(line)"), "\(line)") }
        // These would be of no use there.
        #expect(!result.text.contains("fastcgi_"), "\(result)")
        #expect(result.lines.first?.hasSuffix("is served by nginx, behind a proxy.") == true, "\(result)")
    }

    /// One setting of each server as it is without the shipped file, and what is to be found and changed then.
    private static let defaults: [(FrontServer, [String: String], [String], [String])] = [
        (
            .proxy, [:], ["<Location /archive/>", "UnsetEnv ap_trust_cgilike_cl", "</Location>"],
            ["without its Content-Length", "SetEnv ap_trust_cgilike_cl 1"]
        ),
        (
            .proxy, [:], ["<Location /archive/>", "UnsetEnv no-gzip", "</Location>"],
            ["is compressed once more", "SetEnv no-gzip 1"]
        ),
        (
            .fcgid, ["PENSTOCK_COMPRESSION": "auto"], [],
            ["arrives as a success", "SetEnv PENSTOCK_COMPRESSION store"]
        ),
        (
            .cgid, ["PENSTOCK_COMPRESSION": "auto"], [],
            ["arrives as a success", "SetEnv PENSTOCK_COMPRESSION store"]
        ),
        (
            .lighttpd, [:], ["server.stream-response-body := 0"],
            ["it spools or buffers", "server.stream-response-body = 2"]
        ),
        (
            .lighttpdCGI, [:], ["server.stream-response-body := 0"],
            ["it spools or buffers", "server.stream-response-body = 2"]
        ),
        (
            .fcgiwrap, ["PENSTOCK_COMPRESSION": "auto"], [],
            ["arrives as a success", "fastcgi_param PENSTOCK_COMPRESSION store;"]
        ),
    ]

    @Test(arguments: defaults)
    func `what is wrong by default is named with its cure`(
        kind: FrontServer, parameters: [String: String], directives: [String], words: [String]
    ) async throws {
        let site = try await FrontSite(
            kind, try await FrontTree.shared().root, parameters.merging(["PENSTOCK_PROBE": "on"]) { $1 },
            directives: directives)
        let result = try await Self.examine(site.server.url("/archive/"))
        #expect(result.status == .exited(1))
        for word in words { #expect(result.text.contains(word), "\(kind): \(Self.complaints(result))") }
    }

    @Test func `mod_fcgid's limit of five minutes is found by who waits for it`() async throws {
        let site = try await FrontSite(
            .fcgid, try await FrontTree.shared().root, ["PENSTOCK_PROBE": "on"],
            directives: ["FcgidBusyTimeout 300", "FcgidBusyScanInterval 60"], clock: FastClock(rate: 60))
        let result = try await Self.examine(site.server.url("/archive/"), duration: 12)
        #expect(Self.complaints(result).contains("WRONG A download of 12 s is cut off."), "\(result)")
        #expect(result.text.contains("FcgidBusyTimeout 604800"))
    }

    @Test(arguments: [nil, "off"])
    func `a location that answers no probes says so, and how to let it`(probe: String?) async throws {
        let tree = try TemporaryTree()
        try tree.file("file", "x")
        let site = try await site(.snippet, probe: probe, root: tree.root)
        for path in ["/archive/", "/archive/none.zip"] {
            let result = try await Self.examine(site.nginx.url(path))
            #expect(result.status == .exited(69))
            #expect(result.text.contains("fastcgi_param PENSTOCK_PROBE on;"))
        }
    }

    @Test func `a location that is not set up correctly leads to its line in the log`() async throws {
        let site = try await site(.snippet, probe: nil)
        let result = try await Self.examine(site.nginx.url("/archive/"))
        #expect(result.status == .exited(69) && !result.text.contains("PENSTOCK_PROBE"), "\(result)")
        let line = try await site.penstock.requestLine(["status": "500"])
        #expect(result.text.contains("journalctl -u penstock --grep id=\(line["id"] ?? "none")"), "\(result)")
    }

    @Test func `a front server that does not reach penstock is told from a location without probes`()
        async throws
    {
        let site = try await site(.snippet)
        #expect(try await site.penstock.stop())
        let result = try await Self.examine(site.nginx.url("/archive/"))
        #expect(result.status == .exited(69) && !result.text.contains("PENSTOCK_PROBE"), "\(result)")
        #expect(result.text.contains("the front server does not reach penstock"), "\(result)")
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

    @Test func `only what stays the same has parts`() async throws {
        let penstock = try await PenstockServer()
        for (probe, status) in [("steady", 206), ("clock", 200), ("broken", 200)] {
            let answer = try await penstock.client().send(
                FastCGIRequest(
                    "GET", "/archive/", query: "probe=\(probe)", root: nil,
                    ["PENSTOCK_PROBE": "on", "HTTP_RANGE": "bytes=100-199"]))
            #expect(answer.status == status, "\(probe)")
        }
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
