extension StatusReport {
    public static let metricsMediaType = "application/openmetrics-text; version=1.0.0; charset=utf-8"

    /// The report for Prometheus and whatever else reads OpenMetrics. No label has the name of a file or a client.
    public var metrics: String { families.map(\.text).joined() + "# EOF\n" }

    private var families: [MetricFamily] { serviceFamilies + streamFamilies + processFamilies }

    private var serviceFamilies: [MetricFamily] {
        var build = MetricFamily("penstock_build_info", .gauge, "What penstock is.")
        build.add("1", [("version", service.version)])
        return [
            build,
            MetricFamily(
                "penstock_streams_active", .gauge, "Archives that are being sent.", value: "\(places.active)"),
            MetricFamily(
                "penstock_streams_most", .gauge, "The most archives that were sent at once since the start.",
                value: "\(places.most)"),
            MetricFamily(
                "penstock_streams_limit", .gauge, "Archives that may be sent at once (--max-streams).",
                value: "\(places.limit)"),
            MetricFamily(
                "penstock_requests_active", .gauge, "Requests that are being answered.", "state",
                of: RequestState.allCases
            ) { "\(count($0))" },
            MetricFamily(
                "penstock_requests", .counter, "Requests that have been answered.", "result",
                of: AnswerKind.allCases
            ) { "\(totals.answers[$0] ?? 0)" },
            MetricFamily(
                "penstock_rejected", .counter, "Requests that got an error instead of an archive.", "reason",
                of: RefusalKind.allCases
            ) { "\(totals.refusals[$0] ?? 0)" },
        ]
    }

    private var streamFamilies: [MetricFamily] {
        var streams = MetricFamily("penstock_streams", .counter, "Archives that were sent or broke off.")
        for format in formats {
            for result in StreamResult.allCases {
                streams.add(
                    "\(totals.streams[format]?[result] ?? 0)",
                    [("format", format), ("result", result.rawValue)])
            }
        }
        var entries = MetricFamily(
            "penstock_entries", .counter,
            "Entries of archives that were sent, and files left out of archives.")
        entries.add("\(totals.entries)", [("result", "sent")])
        entries.add("\(totals.skipped)", [("result", "skipped")])
        var reloads = MetricFamily(
            "penstock_config_reloads", .counter, "How often SIGHUP had files read again.")
        reloads.add("\(totals.goodReloads)", [("result", "good")])
        reloads.add("\(totals.badReloads)", [("result", "bad")])
        return [
            streams, entries, reloads, firstByte,
            MetricFamily(
                "penstock_sent_bytes", .counter, "Bytes of archives that were sent.", value: "\(sent)"),
            MetricFamily(
                "penstock_client_blocked_seconds", .counter, "How long archives waited for their clients.",
                value: StatusFigures.seconds(blocked)),
            MetricFamily(
                "penstock_cache_bytes", .gauge, "Bytes of checksums and indexes that are kept.",
                value: "\(service.cache)"),
            MetricFamily(
                "penstock_cache_limit_bytes", .gauge, "Bytes of checksums and indexes that may be kept.",
                value: "\(service.cacheLimit)"),
        ]
    }

    private var firstByte: MetricFamily {
        var family = MetricFamily(
            "penstock_first_byte_seconds", .histogram, "From a request for an archive to its first byte.")
        let histogram = totals.firstByte
        var count: UInt64 = 0
        for (border, inside) in zip(DurationHistogram.borders, histogram.counts) {
            count += inside
            let limit = StatusFigures.border(.milliseconds(border))
            family.add("\(count)", [("le", limit)], part: "_bucket")
        }
        family.add("\(histogram.count)", [("le", "+Inf")], part: "_bucket")
        family.add(StatusFigures.seconds(histogram.sum), part: "_sum")
        family.add("\(histogram.count)", part: "_count")
        return family
    }

    /// Under the names that all programs have for them.
    private var processFamilies: [MetricFamily] {
        [
            MetricFamily(
                "process_start_time_seconds", .gauge, "When the process began, in seconds since 1970.",
                value: "\(service.started)"),
            MetricFamily(
                "process_resident_memory_bytes", .gauge, "Memory of the process.",
                value: service.memory.map { "\($0)" }),
            MetricFamily(
                "process_open_fds", .gauge, "Open descriptors.", value: service.descriptors.map { "\($0)" }),
            MetricFamily(
                "process_max_fds", .gauge, "Descriptors that may be open.",
                value: service.descriptorLimit.map { "\($0)" }),
        ]
    }
}
