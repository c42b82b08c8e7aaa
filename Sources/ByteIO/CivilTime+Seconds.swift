extension CivilTime {
    /// Seconds from 1970-01-01 00:00 UTC to the beginning of a day: the inverse of
    /// ``init(secondsSinceEpoch:)``.
    ///
    /// - Returns: nil if the calendar has no such day, or for a year that four digits cannot write.
    public static func secondsSinceEpoch(year: Int64, month: Int, day: Int) -> Int64? {
        guard 0...9999 ~= year, 1...12 ~= month, 1...31 ~= day else { return nil }
        // Years that begin in March make the leap day the last of its year. Counted from the year -400, the
        // same of another 400 years, none is negative.
        let shiftedYear = year + 400 - (month <= 2 ? 1 : 0)
        let shiftedMonth = month <= 2 ? month + 9 : month - 3
        let dayOfYear = Int64((153 * shiftedMonth + 2) / 5 + day - 1)
        let leapDays = shiftedYear / 4 - shiftedYear / 100 + shiftedYear / 400
        let days = 365 * shiftedYear + leapDays + dayOfYear - 146_097 - 719_468
        let seconds = days * 86_400
        // A day that its month does not have has become one of the next month.
        return CivilTime(secondsSinceEpoch: seconds).day == day ? seconds : nil
    }
}
