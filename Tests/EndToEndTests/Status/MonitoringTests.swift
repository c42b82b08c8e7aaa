import TestSupport
import Testing

extension EndToEndTests {
    @Suite(.enabled(if: PrometheusServer.isThere, "Scripts/prometheus has found no Debian"))
    struct MonitoringTests {
        private static let alerts = ProjectFiles.root / "prometheus/penstock-alerts.yml"
        private static let dashboard = ProjectFiles.root / "grafana/penstock-dashboard.json"

        @Test func `promtool finds nothing wrong with the alerts, and they go off when they should`()
            async throws
        {
            let checked = try await PrometheusServer.promtool.run(["check", "rules", Self.alerts.text])
            #expect(checked.succeeded && checked.text.contains("9 rules"), "\(checked)")
            let tests = (BytePath(#filePath).parent / "alerts-test.yml").text
            let tested = try await PrometheusServer.promtool.run(["test", "rules", tests])
            #expect(tested.succeeded, "\(tested)")
        }

        @Test func `promtool finds nothing wrong with the metrics`() async throws {
            let site = try await StatusSite(try TemporaryTree())
            let metrics = try await site.client.send(StatusSite.request("openmetrics")).text
            // promtool reads the form that was there before OpenMetrics: a counter had the name of its samples.
            let counters = metrics.matches(of: /(?m)^# TYPE (\S+) counter$/).map { String($0.1) }
            #expect(counters.count == 7)
            let older = counters.reduce(metrics) { text, name in
                text.replacing("# TYPE \(name) ", with: "# TYPE \(name)_total ")
                    .replacing("# HELP \(name) ", with: "# HELP \(name)_total ")
            }
            let checked = try await PrometheusServer.promtool.run(
                ["check", "metrics"], input: Array(older.utf8))
            #expect(checked.succeeded && checked.errors.isEmpty && checked.output.isEmpty, "\(checked)")
        }

        @Test
        func `Prometheus reads the status through nginx, and what is shipped for it names what there is`()
            async throws
        {
            let tree = try TemporaryTree()
            try tree.sparseFile("dir/file", size: 64 << 20)
            let penstock = try await PenstockServer(["--listen-mode", "0666"])
            let nginx = try await NginxServer([
                .init(penstock.address, root: nil, mount: "/status", .snippet, ["PENSTOCK_STATUS": "on"])
            ])
            let prometheus = try await PrometheusServer(
                asking: "127.0.0.1:\(nginx.port)", path: "/status/", rules: Self.alerts)
            let stalled = try await penstock.client().open(
                FastCGIRequest("GET", "/archive/dir.tar", root: tree.root))
            _ = try await stalled.receive(upTo: 1)
            try await eventually("Prometheus to know of the stream") {
                try await prometheus.value("penstock_streams_active") == "1" ? true : nil
            }
            #expect(try await prometheus.value("up{job=\"penstock\"}") == "1")
            #expect(try await prometheus.value("penstock_streams_limit") == "4096")
            #expect(try await prometheus.value("count(penstock_streams_total)") == "24")
            _ = try await stalled.receive(keepingBody: false)
            try await eventually("Prometheus to know of its end") {
                try await prometheus.value("sum(penstock_streams_total{format=\"tar\",result=\"complete\"})")
                    == "1"
                    ? true : nil
            }
            let sent = try await prometheus.value("penstock_sent_bytes_total").flatMap { Int($0) }
            #expect(try #require(sent) > 64 << 20)
            let rules = try await prometheus.ask("rules")
            #expect(
                rules.matches(of: /"alert":|"type":"alerting"/).count == 9
                    && !rules.contains("\"health\":\"err\""))

            let exported = try await prometheus.ask("label/__name__/values")
            let expressions = try await Self.expressions()
            #expect(expressions.count > 20)
            for expression in expressions {
                let answer = try await prometheus.ask("query", ["query": expression])
                #expect(answer.hasPrefix("{\"status\":\"success\""), "\(expression): \(answer)")
            }
            let names = try Set(
                (expressions + [FileSystem.text(Self.alerts)]).flatMap { text in
                    text.matches(of: /(?:penstock|process)_[a-z_]+/).map { String($0.0) }
                })
            #expect(names.count > 15)
            for name in names { #expect(exported.contains("\"\(name)\""), "\(name)") }
        }

        /// Of the dashboard, with what Grafana puts in place of its variables.
        private static func expressions() async throws -> [String] {
            let script = """
                import json, sys
                for panel in json.load(open(sys.argv[1]))["panels"]:
                    for target in panel["targets"]: print(target["expr"])
                """
            let result = try await Tool.python(script, [dashboard.text])
            return result.lines.map { line in
                line.replacing("$__rate_interval", with: "1m").replacing("$__range", with: "1h")
                    .replacing("$instance", with: ".*").replacing("$job", with: ".*")
            }
        }
    }
}
