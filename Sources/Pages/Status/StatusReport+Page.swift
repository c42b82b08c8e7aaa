internal import ByteIO

extension StatusReport {
    /// The report as a page.
    ///
    /// - Parameter refresh: After how many seconds a browser asks anew; nil for never.
    public func page(refresh: Int?) -> Document {
        let head: HTML = refresh.map { "<meta http-equiv=\"refresh\" content=\"\($0)\">\n" } ?? ""
        let body: HTML = """
            <header>
            <h1>penstock</h1>
            <p class="sum"><b class="good">Serving</b> · \(StatusFigures.dateAndClock(service.now)) UTC · \
            \(refresh == nil ? Self.link("?refresh=5", "refresh every 5 s") : Self.link("?html", "stop refreshing")) · \
            \(Self.link("?text&full", "text")) · \(Self.link("?json", "JSON")) · \
            \(Self.link("?openmetrics", "OpenMetrics"))</p>
            </header>
            <main>
            \(tiles)\(table)<h2 id="ended">Ended since the start</h2>
            \(Self.facts(ended))<h2 class="gap">Service</h2>
            \(Self.facts(facts))</main>
            <footer>\(note)</footer>
            """
        return Document(title: "penstock status", head: head, body: body)
    }

    private var note: String {
        "All of this is about process \(service.process) alone, since its start. "
            + (service.isOneOfSeveral ? "The web server has started it and may have started others. " : "")
            + "The page is for those alone who may know what is downloaded, and by whom."
    }

    private static func link(_ address: String, _ words: String) -> HTML {
        "<a href=\"\(address)\">\(words)</a>"
    }

    private var tiles: HTML {
        let median = totals.firstByte.quantile(0.5).map(StatusFigures.span) ?? "–"
        let most =
            totals.firstByte.quantile(0.99).map { "99 of 100 in \(StatusFigures.span($0))" } ?? "nothing yet"
        let last =
            totals.lastFailure.map { "last on \(StatusFigures.dateAndClock($0)) UTC" } ?? "by files or disks"
        var tiles: HTML = "<dl class=\"tiles\">\n"
        tiles += Self.tile(
            "Running downloads", StatusFigures.count(places.active),
            "of \(StatusFigures.count(places.limit)); most \(StatusFigures.count(places.most))")
        tiles += Self.tile("Sending", "\(ByteCount.text(rate))/s", "over the last seconds")
        tiles += Self.tile(
            "Sent", ByteCount.text(sent), "in \(StatusFigures.count(totals.count(.complete))) archives")
        tiles += Self.tile("First byte", median, "median; \(most)")
        tiles += Self.tile("Broken off", StatusFigures.count(faults), last, isBad: faults > 0)
        tiles += "</dl>\n"
        return tiles
    }

    private static func tile(_ name: String, _ value: String, _ more: String, isBad: Bool = false) -> HTML {
        let sort: HTML = isBad ? " class=\"bad\"" : ""
        return """
            <div class="card"><dt>\(name)</dt><dd\(sort)>\(value) <small>\(more)</small></dd></div>

            """
    }

    private var ended: [(String, String, isBad: Bool)] {
        let answers = totals.answers
        let results = StreamResult.allCases.map { result in
            let count = totals.count(result)
            return (Self.words(result), StatusFigures.count(count), isBad: result.isFault && count > 0)
        }
        let full = totals.refusals[.maxStreams] ?? 0
        return results + [
            ("Not changed (304)", StatusFigures.count(answers[.notModified] ?? 0), false),
            ("Asked for by HEAD", StatusFigures.count(answers[.head] ?? 0), false),
            ("Folders shown", StatusFigures.count(answers[.page] ?? 0), false),
            ("Passed on from an application", StatusFigures.count(answers[.passed] ?? 0), false),
            ("Refused, all together", StatusFigures.count(answers[.refused] ?? 0), false),
            ("Refused, too many at once (503)", StatusFigures.count(full), full > 0),
        ]
    }

    private static func words(_ result: StreamResult) -> String {
        switch result {
        case .complete: "Complete"
        case .clientGone: "Client left"
        case .dropped: "Dropped: client took nothing"
        case .stopped: "Stopped with the service"
        case .changed: "Broken off: file changed"
        case .unreadable: "Broken off: read error"
        case .unavailable: "Broken off: other server"
        case .failed: "Broken off: otherwise"
        }
    }

    private var facts: [(String, String, isBad: Bool)] {
        let descriptors = service.descriptors.map { StatusFigures.count($0) } ?? "–"
        let limit = service.descriptorLimit.map { StatusFigures.count($0) } ?? "–"
        let age = StatusFigures.age(max(0, service.now - service.started))
        return [
            ("Version", service.version, false), ("Process", "\(service.process)", false),
            ("Requests come from", service.source, false),
            ("Running since", "\(StatusFigures.dateAndClock(service.started)) UTC (\(age))", false),
            ("Files read again by SIGHUP", StatusFigures.count(totals.goodReloads), false),
            ("That failed", StatusFigures.count(totals.badReloads), totals.badReloads > 0),
            ("Memory", service.memory.map { ByteCount.text($0) } ?? "–", false),
            ("Descriptors", "\(descriptors) of \(limit)", false),
            (
                "Cache",
                "\(ByteCount.text(UInt64(service.cache))) of \(ByteCount.text(UInt64(service.cacheLimit)))",
                false
            ),
            ("Files left out", StatusFigures.count(totals.skipped), false),
            ("Time that clients let archives wait", StatusFigures.age(blocked.components.seconds), false),
        ]
    }

    private static func facts(_ rows: [(name: String, value: String, isBad: Bool)]) -> HTML {
        var list: HTML = "<dl class=\"card facts\">\n"
        for row in rows {
            let sort: HTML = row.isBad ? " class=\"bad\"" : ""
            list += "<div><dt>\(row.name)</dt><dd\(sort)>\(row.value)</dd></div>\n"
        }
        list += "</dl>\n"
        return list
    }
}
