internal import ByteIO

/// How a status writes times and numbers.
enum StatusFigures {
    /// RFC 3339, in UTC: `2026-11-25T14:06:23Z`.
    static func time(_ secondsSinceEpoch: Int64) -> String {
        let civil = CivilTime(secondsSinceEpoch: secondsSinceEpoch)
        return "\(civil.date)T\(civil.clock)Z"
    }

    /// For people, in UTC: `2026-11-25 14:06:23`.
    static func dateAndClock(_ secondsSinceEpoch: Int64) -> String {
        let civil = CivilTime(secondsSinceEpoch: secondsSinceEpoch)
        return "\(civil.date) \(civil.clock)"
    }

    /// `18,204`
    static func count(_ number: some BinaryInteger) -> String { Count.text(Int(clamping: number)) }

    /// With the largest unit that there is more than one of: `12 s`, `4 days`.
    static func age(_ seconds: Int64) -> String {
        for (unit, length) in [("days", 86_400), ("h", 3600), ("min", 60)] as [(String, Int64)]
        where seconds >= 2 * length {
            return "\(seconds / length) \(unit)"
        }
        return "\(seconds) s"
    }

    /// `2 ms`, `1.4 s`
    static func span(_ seconds: Double) -> String {
        if seconds < 1 { return "\(max(1, Int((seconds * 1000).rounded()))) ms" }
        let tenths = Int((seconds * 10).rounded())
        return "\(tenths / 10).\(tenths % 10) s"
    }

    /// To the millisecond; a number of JSON and of OpenMetrics.
    static func seconds(_ duration: Duration) -> String {
        let (seconds, attoseconds) = duration.components
        return "\(seconds).\(padded(Int(attoseconds / 1_000_000_000_000_000), 3))"
    }

    /// The border of a histogram, which every program writes in the same way (OpenMetrics 1.0, "Considerations: Canonical
    /// Numbers"): without zeros at its end, but for one behind the point.
    static func border(_ duration: Duration) -> String {
        var text = seconds(duration)
        while text.hasSuffix("0"), !text.hasSuffix(".0") { text.removeLast() }
        return text
    }

    /// The same as ``seconds(_:)-(Duration)``, rounded.
    static func seconds(_ seconds: Double) -> String {
        Self.seconds(Duration.milliseconds(Int64((seconds * 1000).rounded())))
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
