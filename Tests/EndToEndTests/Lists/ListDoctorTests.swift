import TestSupport
import Testing

/// What the doctor and the check say of applications. Each examination waits for some seconds, so they wait together.
@Suite(.system) struct ListDoctorTests {
    /// What the application does, what is found, and what cures it.
    private static let rows: [(name: String, list: String?, finding: String, cure: String)] = [
        ("good", ListSite.list, "ok    The application hands over a list: 6 entries, 1800021 bytes.", ""),
        (
            "refused", #"[{"name": "x", "path": "a.txt", "sise": 3}]"#,
            "WRONG list: entry 1, sise: unknown field (502).", "Correct what the application returns"
        ),
        (
            "outside", #"[{"name": "x", "path": "/etc/passwd"}]"#,
            "/etc/passwd is beneath no directory that is allowed here (502).",
            "fastcgi_param PENSTOCK_SOURCES"
        ),
        ("login", nil, "?     The application answers 302 and no list.", "-- --cookie"),
        (
            "unmarked", nil,
            "?     The application answers 200 and JSON, but it has no X-Archive-Files header",
            "X-Archive-Files: auto"
        ),
    ]

    @Test(arguments: rows.indices)
    func `the doctor says what becomes of a list`(row: Int) async throws {
        let (name, list, finding, cure) = Self.rows[row]
        let application = try await ScriptedApplication()
        if let list {
            try application.list(name, list)
        } else if name == "unmarked" {
            try application.answer(
                name, ["HTTP/1.1 200 OK", "Content-Type: application/json", "Content-Length: 2"],
                Array("[]".utf8))
        } else {
            try application.answer(name, ["HTTP/1.1 302 Found", "Location: /login", "Content-Length: 0"])
        }
        let result = try await examine(name, application.address)
        #expect(result.text.contains(finding), "\(result)")
        #expect(result.text.contains(cure), "\(result)")
        #expect(result.status == .exited(finding.hasPrefix("ok") || finding.hasPrefix("?") ? 0 : 1))
        // Everything else of the front server is looked at as well.
        #expect(result.lines.filter { $0.hasPrefix("ok ") }.count >= 11)
    }

    @Test func `the doctor says why the application is not reached`() async throws {
        let port = try SocketAddress.freeLoopbackPort()
        for (address, finding, cure) in [
            (
                "http://unix:/nonexistent/app.sock:/lists/",
                "WRONG application: unix:/nonexistent/app.sock: No such file or directory (502).",
                "name the socket that it listens on"
            ),
            ("http://127.0.0.1:\(port)/lists/", "WRONG application: ", "tells how to let it use TCP"),
        ] {
            let result = try await examine("x", address)
            #expect(result.status == .exited(1))
            #expect(result.text.contains(finding) && result.text.contains(cure), "\(result)")
        }
    }

    private func examine(_ name: String, _ address: String) async throws -> Tool.Result {
        let tree = try TemporaryTree()
        try ListSite.fill(tree)
        let site = try await FrontSite(
            .nginx, tree.at("root"), ["PENSTOCK_MANIFEST": address, "PENSTOCK_PROBE": "on"])
        return try await DoctorTests.examine(site.server.url("/archive/\(name)"))
    }

    @Test func `the check asks each origin that is allowed`() async throws {
        let application = try await ScriptedApplication()
        let result = try await Tool(PenstockBinary.path).run([
            "serve", "--check", "--listen", "127.0.0.1:1", "--origin-timeout", "5", "--allow-origin",
            application.address,
            "--allow-origin", "http://unix:/nonexistent/app.sock",
        ])
        #expect(result.text.contains("ok    --allow-origin \(application.address) answers."), "\(result)")
        #expect(
            result.text.contains(
                "does not answer: application: unix:/nonexistent/app.sock: No such file or directory."),
            "\(result)")
    }
}
