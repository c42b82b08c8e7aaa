import TestSupport
import Testing

@testable import Pages

@Suite(.unit) struct StatusReportTests {
    private static let hostile = "/a<b>&\"c\u{202E}gpj\n\u{1B}[2J\u{2028}/"

    private static func text(_ page: Document) -> String { String(decoding: page.bytes, as: UTF8.self) }

    @Test func `the text has a name and a value on each line`() {
        let lines = StatusReport.example().text(full: true).split(separator: "\n")
        for line in lines { #expect(line.firstMatch(of: /^[a-z0-9 %-]+: +\S.*$/) != nil, "\(line)") }
        #expect(lines.contains { $0.firstMatch(of: /^start time: +2026-11-22T14:06:23Z$/) != nil })
        #expect(lines.contains { $0.firstMatch(of: /^max active streams: +61$/) != nil })
        #expect(lines.contains { $0.firstMatch(of: /^refused max-streams: +2$/) != nil })
        #expect(Set(lines.map { $0.prefix { $0 != ":" } }).count == lines.count)
    }

    @Test func `the text tells of requests if that is asked for`() {
        let report = StatusReport.example(running: [
            StatusReport.request("/x.zip"), StatusReport.request(Self.hostile),
        ])
        #expect(!report.text(full: false).contains("/x.zip"))
        let text = report.text(full: true)
        #expect(text.components("path:").count == 3 && text.components("****").count > 2)
        #expect(text.contains("/x.zip\n"))
        #expect(text.contains("[U+202E]gpj[U+000A][U+001B][2J[U+2028]/\n"))
    }

    @Test func `no character of a path leaves its place`() {
        let report = StatusReport.example(running: [
            StatusReport.request(Self.hostile, client: "<i>", state: .blocked, blocked: .seconds(12))
        ])
        #expect(report.json.contains(#""path":"/a<b>&\"c\u202egpj\u000a\u001b[2J\u2028/""#))
        let page = Self.text(report.page(refresh: nil))
        #expect(page.contains("<bdi>/a&lt;b&gt;&amp;&quot;c<span class=x>U+202E</span>gpj"))
        #expect(page.contains("<td>&lt;i&gt;</td>"))
        #expect(page.contains("client is slow<br><small>has taken nothing for 12 s</small>"))
        #expect(!report.metrics.contains("gpj"))
    }

    @Test func `a page has a bar where the length is known`() {
        let known = StatusReport.example(running: [StatusReport.request("/x")]).page(refresh: nil)
        #expect(
            Self.text(known).contains("3.9 GB of 5.5 GB<progress value=\"3913000000\" max=\"5502659584\""))
        let unknown = StatusReport.example(running: [StatusReport.request("/x", total: nil)]).page(
            refresh: nil)
        #expect(!Self.text(unknown).contains("<progress") && Self.text(unknown).contains(">3.9 GB<"))
    }

    @Test func `a page is asked for anew only if that is wished`() {
        let report = StatusReport.example()
        #expect(!Self.text(report.page(refresh: nil)).contains("http-equiv"))
        #expect(Self.text(report.page(refresh: 7)).contains("<meta http-equiv=\"refresh\" content=\"7\">"))
    }

    @Test func `what may be one of several processes says so`() {
        for isOneOfSeveral in [false, true] {
            let report = StatusReport.example(isOneOfSeveral: isOneOfSeveral)
            #expect(
                Self.text(report.page(refresh: nil)).contains("may have started others") == isOneOfSeveral)
            #expect(report.json.contains("\"one_of_several\":\(isOneOfSeveral)"))
            #expect(report.text(full: false).contains("possible") == isOneOfSeveral)
        }
    }

    @Test func `metrics are there before they count anything`() {
        let lines = StatusReport.example(isEmpty: true).metrics.split(separator: "\n")
        #expect(lines.last == "# EOF")
        for format in ["zip", "tar", "tar.gz"] {
            for result in StreamResult.allCases {
                let name = "penstock_streams_total{format=\"\(format)\",result=\"\(result.rawValue)\"} 0"
                #expect(lines.contains { $0 == name }, "\(name)")
            }
        }
        #expect(lines.contains("penstock_first_byte_seconds_bucket{le=\"+Inf\"} 0"))
        #expect(!lines.contains { $0.contains("process_open_fds") })
    }

    @Test func `metrics have what the report has`() {
        let report = StatusReport.example(running: [StatusReport.request("/x", state: .planning)])
        let lines = report.metrics.split(separator: "\n")
        for line in [
            "penstock_build_info{version=\"1.2.3\"} 1", "penstock_streams_active 4",
            "penstock_requests_active{state=\"planning\"} 1",
            "penstock_streams_total{format=\"zip\",result=\"client-gone\"} 2",
            "penstock_rejected_total{reason=\"max-streams\"} 2",
            "penstock_sent_bytes_total 36011", "penstock_client_blocked_seconds_total 72.500",
            "penstock_first_byte_seconds_bucket{le=\"0.01\"} 0",
            "penstock_first_byte_seconds_bucket{le=\"0.02\"} 36",
            "penstock_first_byte_seconds_bucket{le=\"60.0\"} 36", "penstock_first_byte_seconds_count 36",
            "penstock_config_reloads_total{result=\"bad\"} 1", "process_open_fds 57",
        ] { #expect(lines.contains { $0 == line }, "\(line)") }
    }

    @Test(
        arguments: [(0, "0 s"), (119, "119 s"), (120, "2 min"), (7200, "2 h"), (400_000, "4 days")]
            as [(Int64, String)])
    func `an age has the largest unit of which there are two`(seconds: Int64, text: String) {
        #expect(StatusFigures.age(seconds) == text)
    }
}

extension String {
    fileprivate func components(_ separator: String) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
