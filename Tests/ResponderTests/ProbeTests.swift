import Archive
import ByteIO
import Gateway
import HTTP
import TestSupport
import Testing

import enum Archive.ArchiveFormat

@testable import Responder

@Suite(.unit) struct ProbeTests {
    private func ask(
        _ query: String, method: String = "GET", _ variables: [String: String] = [:],
        writer: FalseExchange.Writer = .init()
    ) throws -> RespondingSite.Answer {
        let probes = ["PENSTOCK_PROBE": "on", "SERVER_SOFTWARE": "nginx/1.22"]
        return try RespondingSite(defaultRoot: false).ask(
            "/", method: method, query: query, probes.merging(variables) { $1 }, writer: writer)
    }

    @Test func `one that is steady has the same bytes each time, and parts`() throws {
        let (one, two) = (try ask("probe=steady"), try ask("probe=steady"))
        #expect(one.status == 200 && one.end == .finished)
        #expect(one.body.count == (1 << 20) + 4 * 512)
        #expect(one.headers["ETag"] == two.headers["ETag"])
        let areEqual = one.body == two.body
        #expect(areEqual)
        #expect(one.headers["X-Penstock-Probe"] == "unknown; nginx/1.22")
        #expect(one.log["outcome"] == "complete")
        let told = try ask("probe=steady", method: "HEAD", ["SERVER_PROTOCOL": "HTTP/1.0"])
        #expect(told.headers["X-Penstock-Probe"] == "unknown; nginx/1.22; HTTP/1.0")
        let part = try ask("probe=steady", ["HTTP_RANGE": "bytes=600-699"])
        #expect(part.status == 206)
        #expect(part.body == Array(one.body[600..<700]))
    }

    @Test func `one that differs each time has neither parts nor validators`() throws {
        let answer = try ask("probe=clock", method: "HEAD")
        #expect(answer.headers["ETag"] == nil && answer.headers["Last-Modified"] == nil)
        #expect(answer.headers["Accept-Ranges"] == "none")
        let whole = try ask("probe=broken", ["HTTP_RANGE": "bytes=600-699"])
        #expect(whole.status == 200)
    }

    @Test(arguments: [("broken", FalseExchange.End.aborted), ("dropped", .dropped)])
    func `one that is to fail does, behind a mebibyte`(kind: String, end: FalseExchange.End) throws {
        let answer = try ask("probe=\(kind)")
        #expect(answer.status == 200)
        #expect(answer.end == end)
        #expect(((1 << 20)..<(1 << 20) + 8192).contains(answer.body.count))
        #expect(answer.log["outcome"] == "probed")
    }

    @Test func `a doctor that has seen enough is no failure`() throws {
        let answer = try ask("probe=steady", writer: .init(capacity: 100_000))
        #expect(answer.end == .aborted)
        #expect(answer.log["outcome"] == "probed")
    }

    @Test func `a page of a clock tells when it was made`() throws {
        let source = ProbeSource(.clock, from: 0, to: 8192) { false }
        var bytes: [UInt8] = []
        try source.read(8192, appendingTo: &bytes)
        let times = [0, 4096].map { ProbeProtocol.time(bytes[$0...].prefix(ProbeProtocol.digitCount)) }
        let first = try #require(times[0])
        let second = try #require(times[1])
        #expect(first <= second)
    }

    @Test(arguments: [Duration.zero, .microseconds(1), .seconds(3600), .microseconds(9_999_999_999_999_999)])
    func `a time is what its digits say`(time: Duration) {
        #expect(ProbeProtocol.time(ProbeProtocol.digits(time)) == time)
    }

    @Test(arguments: ProbeProtocol.Kind.allCases, ArchiveFormat.allCases)
    func `what a query asks for is understood`(kind: ProbeProtocol.Kind, format: ArchiveFormat) throws {
        let query = ProbeProtocol.query(kind, format: format, seconds: 17)
        let probe = try #require(try ProbeRequest(URLEncoding.fields(Array(query.utf8))))
        #expect(probe.kind == kind)
        #expect(probe.format == format)
        #expect(probe.seconds == 17)
    }

    @Test(arguments: [
        ("listen; nginx/1.22.1", ProbeProtocol.Source.listen, "nginx/1.22.1", nil), ("cgi;", .cgi, "", nil),
        ("Systemd; Apache", .systemd, "apache", nil), ("", .unknown, "", nil), (";;;", .unknown, "", nil),
        ("listen; nginx/1.22.1; HTTP/1.0", .listen, "nginx/1.22.1", "http/1.0"),
        ("cgi; ; HTTP/2.0", .cgi, "", "http/2.0"), ("cgi; a; b; HTTP/1.1", .cgi, "a; b", "http/1.1"),
        ("cgi; a; b", .cgi, "a; b", nil),
    ])
    func `a header tells what answers, and how it was asked`(
        value: String, source: ProbeProtocol.Source, software: String, version: String?
    ) {
        for isForwarded in [false, true] {
            let parsed = ProbeProtocol.Answerer(isForwarded ? "\(value); forwarded" : value)
            #expect(parsed.source == source && parsed.software == software && parsed.version == version)
            #expect(parsed.isForwarded == isForwarded)
        }
    }

    @Test(
        arguments: [
            ([:], false), (["HTTP_HOST": "a", "HTTP_USER_AGENT": "curl", "HTTP_ACCEPT": "*/*"], false),
            (["HTTP_CONNECTION": "keep-alive"], false), (["HTTP_CONNECTION": "close"], true),
            (["HTTP_CONNECTION": "TE, Close"], true), (["HTTP_X_FORWARDED_FOR": "::1"], true),
            (["HTTP_FORWARDED": "for=a"], true),
            (["HTTP_CONNECTION": "close", "SERVER_SOFTWARE": "Apache/2.4.71 (Debian)"], false),
            (["HTTP_CONNECTION": "close", "SERVER_SOFTWARE": "nginx/1.22.1"], true),
            (["HTTP_VIA": "1.1 a"], true),
            (["HTTP_X_REAL_IP": "::1"], true),
            (["X_FORWARDED_FOR": "::1"], false),
        ] as [([String: String], Bool)])
    func `who asks for somebody else is known by what it sends`(fields: [String: String], isForwarded: Bool) {
        let variables = MetaVariables(fields.map { ($0.key, Array($0.value.utf8)) })
        #expect(ProbeProtocol.isForwarded(variables) == isForwarded)
    }
}
