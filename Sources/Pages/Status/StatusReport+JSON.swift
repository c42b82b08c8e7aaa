internal import HTTP

extension StatusReport {
    public static let jsonMediaType = "application/json"

    /// The report as a document of JSON.
    public var json: String {
        let firstByte = totals.firstByte
        return Self.object([
            ("name", JSONString.quoted("penstock")), ("version", JSONString.quoted(service.version)),
            ("pid", "\(service.process)"), ("source", JSONString.quoted(service.source)),
            ("one_of_several", "\(service.isOneOfSeveral)"),
            ("started", Self.time(service.started)), ("now", Self.time(service.now)),
            (
                "streams",
                Self.object([
                    ("active", "\(places.active)"), ("most", "\(places.most)"), ("limit", "\(places.limit)"),
                ])
            ),
            ("requests", Self.object(RequestState.allCases.map { ($0.rawValue, "\(count($0))") })),
            (
                "sent",
                Self.object([
                    ("bytes", "\(sent)"), ("archives", "\(totals.count(.complete))"),
                    ("entries", "\(totals.entries)"), ("skipped", "\(totals.skipped)"),
                    ("bytes_per_second", "\(rate)"), ("blocked_seconds", StatusFigures.seconds(blocked)),
                ])
            ),
            ("ended", Self.object(StreamResult.allCases.map { ($0.rawValue, "\(totals.count($0))") })),
            ("formats", Self.object(formats.map { ($0, Self.results(totals.streams[$0] ?? [:])) })),
            ("answers", Self.object(AnswerKind.allCases.map { ($0.rawValue, "\(totals.answers[$0] ?? 0)") })),
            (
                "refused",
                Self.object(RefusalKind.allCases.map { ($0.rawValue, "\(totals.refusals[$0] ?? 0)") })
            ),
            ("last_failure", totals.lastFailure.map(Self.time) ?? "null"),
            (
                "first_byte_seconds",
                Self.object(
                    [0.5, 0.99].map { share in
                        ("\(share)", firstByte.quantile(share).map(StatusFigures.seconds) ?? "null")
                    })
            ),
            ("reloads", Self.object([("good", "\(totals.goodReloads)"), ("bad", "\(totals.badReloads)")])),
            ("memory_bytes", Self.number(service.memory)),
            (
                "descriptors",
                Self.object([
                    ("open", Self.number(service.descriptors)),
                    ("limit", Self.number(service.descriptorLimit)),
                ])
            ),
            ("cache", Self.object([("bytes", "\(service.cache)"), ("limit", "\(service.cacheLimit)")])),
            ("running", "[" + running.map(Self.request).joined(separator: ",\n") + "]"),
        ]) + "\n"
    }

    private static func request(_ request: Request) -> String {
        object([
            ("id", JSONString.quoted(request.id)), ("client", JSONString.quoted(request.client)),
            ("since", time(request.since)), ("method", JSONString.quoted(request.method)),
            ("path", JSONString.quoted(request.path)),
            ("format", request.format.map(JSONString.quoted) ?? "null"),
            ("state", JSONString.quoted(request.state.rawValue)), ("sent", "\(request.sent)"),
            ("total", number(request.total)), ("bytes_per_second", "\(request.rate)"),
            ("blocked_seconds", StatusFigures.seconds(request.blocked)),
        ])
    }

    private static func results(_ counts: [StreamResult: UInt64]) -> String {
        object(StreamResult.allCases.map { ($0.rawValue, "\(counts[$0] ?? 0)") })
    }

    private static func time(_ seconds: Int64) -> String { JSONString.quoted(StatusFigures.time(seconds)) }

    private static func number(_ number: (some BinaryInteger)?) -> String { number.map { "\($0)" } ?? "null" }

    private static func object(_ members: [(name: String, value: String)]) -> String {
        "{" + members.map { "\(JSONString.quoted($0.name)):\($0.value)" }.joined(separator: ",") + "}"
    }
}
