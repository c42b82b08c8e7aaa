internal import ByteIO
internal import HTTP
internal import Logging
internal import SystemCalls

/// One line of the log. Nothing that came from outside gets into it raw.
enum LogLine {
    /// The order of fields that a reader is used to; others follow by name.
    private static let order = [
        "id", "client", "method", "path", "format", "status", "entries", "skipped", "first-skipped",
        "bytes-read", "bytes-sent", "first-byte-ms", "duration-ms", "outcome",
    ]

    static func text(
        _ level: Logger.Level, _ message: String, _ fields: [String: String], at time: FileTime,
        as format: LogFormat
    ) -> String {
        let sorted = fields.sorted { left, right in
            let (l, r) = (order.firstIndex(of: left.key) ?? .max, order.firstIndex(of: right.key) ?? .max)
            return (l, left.key) < (r, right.key)
        }
        switch format {
        case .text:
            return ([timestamp(time), level.rawValue, message] + sorted.map(pair)).joined(separator: " ")
                + "\n"
        case .journal:
            return (["<\(priority(level))>\(message)"] + sorted.map(pair)).joined(separator: " ") + "\n"
        case .json:
            let members = [("time", timestamp(time)), ("level", level.rawValue), ("message", message)]
            let all = members + sorted.map { ($0.key, $0.value) }
            return "{"
                + all.map { "\(JSONString.quoted($0.0)):\(JSONString.quoted($0.1))" }.joined(separator: ",")
                + "}\n"
        }
    }

    private static func pair(_ field: (key: String, value: String)) -> String {
        let isPlain =
            !field.value.isEmpty
            && field.value.unicodeScalars.allSatisfy { scalar in
                ("!"..."~").contains(scalar) && scalar != "\"" && scalar != "\\" && scalar != "="
            }
        return "\(field.key)=\(isPlain ? field.value : JSONString.quoted(field.value))"
    }

    /// RFC 3339, in UTC, with milliseconds.
    private static func timestamp(_ time: FileTime) -> String {
        let civil = CivilTime(secondsSinceEpoch: time.seconds)
        let date = [Int(civil.year), civil.month, civil.day].map { digits($0, 2) }.joined(separator: "-")
        let clock = [civil.hour, civil.minute, civil.second].map { digits($0, 2) }.joined(separator: ":")
        return "\(date)T\(clock).\(digits(Int(time.nanoseconds / 1_000_000), 3))Z"
    }

    private static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }

    /// syslog(3) priorities.
    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
