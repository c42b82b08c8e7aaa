internal import ByteIO

extension HTTPDate {
    /// As RFC 850 writes them.
    private static let longWeekdays = [
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    ]

    /// 2019-12-31 23:59:59 UTC: by this clock a year of two digits is one of 1970 to 2069. For dates that must mean the same
    /// whenever they are read.
    public static let fixedClock: Int64 = 1_577_836_799

    /// The time of a date in any of the three forms of RFC 9110 §5.6.7, in seconds since 1970.
    ///
    /// Strict: letters in their case, a day that the calendar has, the day of the week that it was. A second
    /// 60 is the first of the next minute.
    ///
    /// - Parameter now: Seconds since 1970; decides on the century of a year that has two digits.
    /// - Returns: nil for anything else.
    public static func seconds(_ text: String, now: Int64) -> Int64? {
        let reader = FieldReader(Array(text.utf8))
        return fixdate(reader) ?? rfc850(reader, now: now) ?? asctime(reader)
    }

    /// `Sun, 06 Nov 1994 08:49:37 GMT`
    private static func fixdate(_ start: FieldReader<[UInt8]>) -> Int64? {
        var reader = start
        guard let weekday = reader.take(oneOf: weekdays), reader.take(", "),
            let day = reader.number(digits: 2), reader.take(" "),
            let month = reader.take(oneOf: months), reader.take(" "),
            let year = reader.number(digits: 4), reader.take(" "),
            let time = timeOfDay(&reader), reader.take(" GMT"), reader.isAtEnd
        else { return nil }
        return seconds(year: Int64(year), month: month + 1, day: day, time: time, weekday: weekday)
    }

    /// `Sunday, 06-Nov-94 08:49:37 GMT`
    private static func rfc850(_ start: FieldReader<[UInt8]>, now: Int64) -> Int64? {
        var reader = start
        guard let weekday = reader.take(oneOf: longWeekdays), reader.take(", "),
            let day = reader.number(digits: 2), reader.take("-"),
            let month = reader.take(oneOf: months), reader.take("-"),
            let shortYear = reader.number(digits: 2), reader.take(" "),
            let time = timeOfDay(&reader), reader.take(" GMT"), reader.isAtEnd
        else { return nil }
        let today = CivilTime(secondsSinceEpoch: now)
        let timeNow = (today.hour * 60 + today.minute) * 60 + today.second
        // What would be more than 50 years in the future is in the past.
        let isLater = (month + 1, day, time) > (today.month, today.day, timeNow)
        let latest = today.year + (isLater ? 49 : 50)
        let year = latest - ((latest - Int64(shortYear)) % 100 + 100) % 100
        return seconds(year: year, month: month + 1, day: day, time: time, weekday: weekday)
    }

    /// `Sun Nov  6 08:49:37 1994`
    private static func asctime(_ start: FieldReader<[UInt8]>) -> Int64? {
        var reader = start
        guard let weekday = reader.take(oneOf: weekdays), reader.take(" "),
            let month = reader.take(oneOf: months), reader.take(" "),
            let day = reader.number(digits: reader.take(" ") ? 1 : 2), reader.take(" "),
            let time = timeOfDay(&reader), reader.take(" "),
            let year = reader.number(digits: 4), reader.isAtEnd
        else { return nil }
        return seconds(year: Int64(year), month: month + 1, day: day, time: time, weekday: weekday)
    }

    /// Seconds since midnight, of `08:49:37`.
    private static func timeOfDay(_ reader: inout FieldReader<[UInt8]>) -> Int? {
        guard let hour = reader.number(digits: 2), hour < 24, reader.take(":"),
            let minute = reader.number(digits: 2), minute < 60, reader.take(":"),
            let second = reader.number(digits: 2), second <= 60
        else { return nil }
        return (hour * 60 + minute) * 60 + second
    }

    /// Nil if there is no such day, or if it is another day of the week.
    private static func seconds(year: Int64, month: Int, day: Int, time: Int, weekday: Int) -> Int64? {
        guard let midnight = CivilTime.secondsSinceEpoch(year: year, month: month, day: day),
            CivilTime(secondsSinceEpoch: midnight).weekday == weekday
        else { return nil }
        return midnight + Int64(time)
    }
}
