internal import ByteIO

/// Dates as HTTP writes them (RFC 9110 §5.6.7): made as IMF-fixdate, read in all three forms.
public enum HTTPDate {
    static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// - Returns: nil for a time whose year has not four digits.
    public static func text(secondsSinceEpoch: Int64) -> String? {
        let civil = CivilTime(secondsSinceEpoch: secondsSinceEpoch)
        guard 1000...9999 ~= civil.year else { return nil }
        let time = [civil.hour, civil.minute, civil.second].map(twoDigits).joined(separator: ":")
        let date = "\(twoDigits(civil.day)) \(months[civil.month - 1]) \(civil.year)"
        return "\(weekdays[civil.weekday]), \(date) \(time) GMT"
    }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
