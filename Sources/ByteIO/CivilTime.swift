/// A date and time of day in UTC, in the Gregorian calendar.
public struct CivilTime: Equatable, Sendable {
    public let year: Int64
    /// 1...12 and 1...31
    public let month: Int, day: Int
    public let hour: Int, minute: Int, second: Int
    /// 0 is Sunday.
    public let weekday: Int

    /// - Parameter secondsSinceEpoch: Seconds since 1970-01-01 00:00 UTC; any value, however absurd, has a
    ///   date.
    public init(secondsSinceEpoch: Int64) {
        let secondsPerDay: Int64 = 86_400
        let days = secondsSinceEpoch / secondsPerDay - (secondsSinceEpoch % secondsPerDay < 0 ? 1 : 0)
        let time = Int(secondsSinceEpoch.modulo(secondsPerDay))
        (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60)
        weekday = Int((days + 4).modulo(7))
        // Years that begin in March make the leap day the last of its year; 400 of them have 146,097 days.
        let shifted = days + 719_468
        let dayOfEra = shifted.modulo(146_097)
        let era = (shifted - dayOfEra) / 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = Int((5 * dayOfYear + 2) / 153)
        day = Int(dayOfYear) - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
    }
}

extension Int64 {
    /// The remainder that is never negative.
    fileprivate func modulo(_ divisor: Int64) -> Int64 {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}
