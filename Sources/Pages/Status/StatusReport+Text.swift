extension StatusReport {
    public static let textMediaType = "text/plain; charset=utf-8"

    /// The report in lines of a name and a value.
    ///
    /// - Parameter isFull: Whether the requests that are being answered follow, each behind a line of stars.
    public func text(full isFull: Bool) -> String {
        var text = Self.lines(summary)
        if isFull {
            for request in running { text += "****************\n" + Self.lines(Self.rows(of: request)) }
        }
        return text
    }

    private var summary: [(String, String)] {
        var rows = [
            ("name", "penstock"), ("version", service.version), ("process", "\(service.process)"),
            ("requests from", service.source),
            ("other processes", service.isOneOfSeveral ? "possible" : "no"),
            ("start time", StatusFigures.time(service.started)),
            ("start since", "\(max(0, service.now - service.started))"),
            ("active streams", "\(places.active)"), ("max active streams", "\(places.most)"),
            ("limit of streams", "\(places.limit)"),
        ]
        rows += RequestState.allCases.map { ("requests \($0.rawValue)", "\(count($0))") }
        rows += AnswerKind.allCases.map { ("answers \($0.rawValue)", "\(totals.answers[$0] ?? 0)") }
        rows += StreamResult.allCases.map { ("streams \($0.rawValue)", "\(totals.count($0))") }
        rows += RefusalKind.allCases.map { ("refused \($0.rawValue)", "\(totals.refusals[$0] ?? 0)") }
        rows += [
            ("bytes sent", "\(sent)"), ("bytes per second", "\(rate)"), ("entries sent", "\(totals.entries)"),
            ("files skipped", "\(totals.skipped)"), ("seconds blocked", StatusFigures.seconds(blocked)),
            ("first byte median", Self.seconds(totals.firstByte.quantile(0.5))),
            ("first byte 99 %", Self.seconds(totals.firstByte.quantile(0.99))),
            ("last failure", totals.lastFailure.map(StatusFigures.time) ?? "-"),
            ("reloads", "\(totals.goodReloads)"), ("reloads failed", "\(totals.badReloads)"),
            ("open descriptors", service.descriptors.map(String.init) ?? "-"),
            ("limit of descriptors", service.descriptorLimit.map(String.init) ?? "-"),
            ("memory", service.memory.map { String($0) } ?? "-"),
            ("cache", "\(service.cache)"), ("limit of cache", "\(service.cacheLimit)"),
        ]
        return rows
    }

    private static func rows(of request: Request) -> [(String, String)] {
        [
            ("id", request.id), ("client", request.client), ("since", StatusFigures.time(request.since)),
            ("method", request.method), ("path", request.path), ("format", request.format ?? "-"),
            ("state", request.state.rawValue), ("sent", "\(request.sent)"),
            ("total", request.total.map { String($0) } ?? "-"), ("rate", "\(request.rate)"),
            ("seconds blocked", StatusFigures.seconds(request.blocked)),
        ]
    }

    private static func seconds(_ seconds: Double?) -> String { seconds.map(StatusFigures.seconds) ?? "-" }

    private static func lines(_ rows: [(name: String, value: String)]) -> String {
        let width = 25
        return rows.reduce(into: "") { text, row in
            let gap = String(repeating: " ", count: max(1, width - row.name.count))
            text += "\(row.name):\(gap)\(VisibleName.text(row.value.utf8))\n"
        }
    }
}
