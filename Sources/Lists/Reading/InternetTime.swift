internal import ByteIO

/// A date and time of RFC 3339 §5.6, such as `2024-11-19T08:00:00.5+01:00`.
struct InternetTime {
    private var rest: ArraySlice<UInt8>

    /// - Returns: Seconds since 1970, without the fraction; nil for a text that is no such time, has a day that the calendar
    ///   does not have, or has no offset from UTC. A second 60 is the first of the next minute.
    static func seconds(_ text: [UInt8]) -> Int64? {
        var time = InternetTime(rest: text[...])
        guard let midnight = time.date(), time.take("T", or: "t"), let second = time.timeOfDay(),
            let offset = time.offset(), time.rest.isEmpty
        else { return nil }
        return midnight + second - offset
    }

    private mutating func date() -> Int64? {
        guard let year = number(digits: 4), take("-"), let month = number(digits: 2), take("-"),
            let day = number(digits: 2)
        else { return nil }
        return CivilTime.secondsSinceEpoch(year: year, month: Int(month), day: Int(day))
    }

    /// Seconds since midnight. A fraction is taken and dropped.
    private mutating func timeOfDay() -> Int64? {
        guard let hour = number(digits: 2), hour < 24, take(":"), let minute = number(digits: 2), minute < 60,
            take(":"), let second = number(digits: 2), second <= 60
        else { return nil }
        if take(".") {
            guard number(digits: 1) != nil else { return nil }
            while number(digits: 1) != nil {}
        }
        return (hour * 60 + minute) * 60 + second
    }

    /// Seconds that the clock is ahead of UTC.
    private mutating func offset() -> Int64? {
        if take("Z", or: "z") { return 0 }
        let isAhead = take("+")
        guard isAhead || take("-"), let hour = number(digits: 2), hour < 24, take(":"),
            let minute = number(digits: 2), minute < 60
        else { return nil }
        return (hour * 60 + minute) * (isAhead ? 60 : -60)
    }

    private mutating func take(_ letter: Unicode.Scalar, or other: Unicode.Scalar? = nil) -> Bool {
        guard let byte = rest.first, byte == UInt8(ascii: letter) || byte == other.map({ UInt8(ascii: $0) })
        else { return false }
        rest.removeFirst()
        return true
    }

    /// Takes a number of exactly so many digits; nothing if there are fewer.
    private mutating func number(digits count: Int) -> Int64? {
        let digits = rest.prefix(count)
        guard digits.count == count,
            digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 })
        else { return nil }
        rest.removeFirst(count)
        return digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }
}
