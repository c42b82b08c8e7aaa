import Pages
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct StatusTests {
    private let site: RespondingSite

    init() throws {
        site = try RespondingSite("status", maxStreams: 1)
        try site.tree.file("d/a.txt", [UInt8](repeating: 7, count: 300_000))
    }

    private func status(
        _ query: String = "", method: String = "GET", accept: String? = nil, _ more: [String: String] = [:]
    ) -> RespondingSite.Answer {
        var variables = more.merging(["PENSTOCK_STATUS": "on"]) { $1 }
        if let accept { variables["HTTP_ACCEPT"] = accept }
        return site.ask("/status", method: method, query: query, variables)
    }

    /// The value of a line of the text.
    private func value(_ name: String) -> String? {
        let text = String(decoding: status().body, as: UTF8.self)
        let line = text.split(separator: "\n").first { $0.hasPrefix(name + ":") }
        return line.map { String($0.dropFirst(name.count + 1).drop { $0 == " " }) }
    }

    @Test(
        arguments: [
            ("", "text/plain; charset=utf-8", "name:"), ("json", "application/json", "{\"name\":"),
            ("html", "text/html; charset=utf-8", "<!DOCTYPE html>"),
            ("openmetrics", "application/openmetrics-text; version=1.0.0; charset=utf-8", "# TYPE "),
            ("ping", "text/plain; charset=utf-8", "pong\n"),
        ])
    func `each form has its type and is kept by nobody`(query: String, type: String, beginning: String) {
        let answer = status(query)
        #expect(answer.status == 200 && answer.end == .finished)
        #expect(answer.headers["Content-Type"] == type)
        #expect(answer.headers["Cache-Control"] == "no-cache, no-store, must-revalidate, max-age=0")
        #expect(answer.headers["Content-Length"] == String(answer.body.count))
        #expect(answer.body.starts(with: beginning.utf8))
        #expect((answer.headers["Content-Security-Policy"] != nil) == (query == "html"))
    }

    @Test func `a HEAD has the head alone`() {
        let answer = status("json", method: "HEAD")
        #expect(answer.status == 200 && answer.body.isEmpty && answer.end == .finished)
        #expect(answer.headers["Content-Type"] == "application/json")
    }

    @Test func `a form cannot be sent to it`() {
        let answer = status(method: "POST")
        #expect(answer.status == 405 && answer.headers["Allow"] == "GET, HEAD")
    }

    @Test func `it needs neither root nor mount`() throws {
        let site = try RespondingSite("status", defaultRoot: false)
        let answer = site.ask("/elsewhere", ["PENSTOCK_STATUS": "on", "PENSTOCK_MOUNT": "/other"])
        #expect(answer.status == 200)
    }

    @Test func `a stream is seen while it runs, and the last place is taken`() throws {
        var during = ""
        let answer = site.ask(
            "/d.tar", query: "token=s3cret&name=x",
            writer: .init {
                #expect(site.ask("/d.tar").status == 503)
                during = String(decoding: status("full").body, as: UTF8.self)
            })
        #expect(answer.status == 200)
        let lines = during.split(separator: "\n").map { line in
            line.split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }.joined(separator: "=")
        }
        for line in [
            "active streams=1", "limit of streams=1", "requests sending=1", "refused max-streams=1",
            "path=/archive/d.tar?name=x", "format=tar", "state=sending", "total=\(answer.body.count)",
        ] { #expect(lines.contains { $0 == line }, "\(line)") }
        #expect(!during.contains("s3cret") && !during.contains(site.tree.path))
        #expect(value("active streams") == "0" && value("max active streams") == "1")
    }

    @Test func `what ended is counted by what became of it`() throws {
        let tag = try #require(site.ask("/d.zip").headers["ETag"])
        let length = site.ask("/d.tar").body.count
        _ = site.ask("/d.tar", method: "HEAD")
        _ = site.ask("/d.zip", ["HTTP_IF_NONE_MATCH": tag])
        _ = site.ask("/d.tar", writer: .init(capacity: 1000))
        _ = site.ask("/d.tar", ["HTTP_RANGE": "bytes=0-9"])
        _ = site.ask("/none.tar")
        _ = site.ask("/d.tar", ["PENSTOCK_NONSENSE": "1"])
        _ = site.ask("/d.tar", ["PENSTOCK_MAX_BYTES": "1"])
        _ = site.ask("/d.tar", query: "probe=steady", ["PENSTOCK_PROBE": "on"])
        let cut = [UInt8](repeating: 7, count: 10)
        _ = site.ask("/d.tar", writer: .init { _ = try? site.tree.file("d/a.txt", cut) })
        for (name, count) in [
            ("answers archive", 5), ("answers head", 1), ("answers not-modified", 1), ("answers refused", 3),
            ("answers abandoned", 0), ("answers probe", 1), ("streams complete", 3),
            ("streams client-gone", 1), ("streams changed", 1), ("refused not-found", 1),
            ("refused fault", 1), ("refused limit", 1), ("entries sent", 4),
        ] { #expect(value(name) == String(count), "\(name)") }
        let sent = try #require(value("bytes sent").flatMap { Int($0) })
        #expect(sent > length && value("last failure") != "-")
    }

    @Test func `what asks for the status leaves no trace in it`() {
        let before = value("answers archive")
        for _ in 0..<3 { _ = status("html") }
        #expect(before == "0")
        for kind in AnswerKind.allCases { #expect(value("answers \(kind.rawValue)") == "0") }
        #expect(status().log["outcome"] == "told")
    }

    @Test(arguments: ["format=zip", "%zz"])
    func `what it has not is refused`(query: String) {
        #expect(status(query).status == 400)
    }
}
