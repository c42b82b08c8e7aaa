import Pages

extension StatusReport {
    /// 2026-11-25T14:06:23Z
    static let exampleNow: Int64 = 1_795_615_583

    /// A report in which each number is another one.
    static func example(
        running: [Request] = [], isOneOfSeveral: Bool = false, isEmpty: Bool = false
    ) -> StatusReport {
        var service = Service()
        service.version = "1.2.3"
        service.process = 4711
        service.source = "systemd"
        service.isOneOfSeveral = isOneOfSeveral
        service.started = exampleNow - 3 * 86_400
        service.now = exampleNow
        if !isEmpty {
            service.memory = 91_800_000
            (service.descriptors, service.descriptorLimit) = (57, 65_536)
            (service.cache, service.cacheLimit) = (412_000_000, 1_073_741_824)
        }
        var totals = StatusTotals()
        if !isEmpty { fill(&totals) }
        return StatusReport(
            service: service, places: Places(active: 4, most: 61, limit: 4096), totals: totals,
            formats: ["zip", "tar", "tar.gz"], running: running, sent: totals.bytes + 11,
            blocked: totals.blocked + .milliseconds(500))
    }

    private static func fill(_ totals: inout StatusTotals) {
        for (number, result) in StreamResult.allCases.enumerated() {
            var stream = StatusTotals.Stream()
            stream.format = "zip"
            stream.result = result
            stream.bytes = 1000
            stream.entries = 7
            stream.skipped = 1
            stream.blocked = .seconds(2)
            stream.firstByte = .milliseconds(15)
            for _ in 0...number { totals.add(stream, now: exampleNow - 60) }
        }
        totals.add(.notModified)
        for _ in 0..<2 { totals.add(RefusalKind.maxStreams) }
        totals.addReload(isGood: true)
        totals.addReload(isGood: false)
    }

    static func request(
        _ path: String, client: String = "203.0.113.7", format: String? = "zip",
        state: RequestState = .sending,
        sent: UInt64 = 3_913_000_000, total: UInt64? = 5_502_659_584, blocked: Duration = .zero
    ) -> Request {
        Request(
            id: "2648a88d", client: client, since: exampleNow - 252, method: "GET", path: path,
            format: format,
            state: state, sent: sent, total: total, rate: 41_200_000, blocked: blocked)
    }
}
