import ByteIO
import TestSupport
import Testing

@Suite(.unit) struct CivilTimeTests {
    // date -u -d @SECONDS '+%Y %-m %-d %-H %-M %-S %w'
    @Test(
        arguments: [
            (0, 1970, 1, 1, 0, 0, 0, 4), (-1, 1969, 12, 31, 23, 59, 59, 3),
            (951_825_600, 2000, 2, 29, 12, 0, 0, 2), (1_709_210_096, 2024, 2, 29, 12, 34, 56, 4),
            (1_735_689_599, 2024, 12, 31, 23, 59, 59, 2), (-2_203_891_201, 1900, 2, 28, 23, 59, 59, 3),
            (-2_203_891_200, 1900, 3, 1, 0, 0, 0, 4), (4_107_542_400, 2100, 3, 1, 0, 0, 0, 1),
            (-11_644_473_600, 1601, 1, 1, 0, 0, 0, 1), (2_147_483_648, 2038, 1, 19, 3, 14, 8, 2),
            (253_402_300_799, 9999, 12, 31, 23, 59, 59, 5), (-62_135_596_800, 1, 1, 1, 0, 0, 0, 1),
            (.max, 292_277_026_596, 12, 4, 15, 30, 7, 0), (.min, -292_277_022_657, 1, 27, 8, 29, 52, 0),
        ] as [(Int64, Int64, Int, Int, Int, Int, Int, Int)])
    func `is the date that everybody has`(
        seconds: Int64, year: Int64, month: Int, day: Int, hour: Int, minute: Int, second: Int, weekday: Int
    ) {
        let civil = CivilTime(secondsSinceEpoch: seconds)
        #expect(civil.year == year)
        #expect([civil.month, civil.day] == [month, day])
        #expect([civil.hour, civil.minute, civil.second] == [hour, minute, second])
        #expect(civil.weekday == weekday)
    }

    @Test func `no day is missing from 1890 to 2410`() {
        var (year, month, day, weekday) = (Int64(1890), 1, 1, 3)
        var seconds: Int64 = -2_524_521_600
        var failures: [String] = []
        while year < 2410 {
            let civil = CivilTime(secondsSinceEpoch: seconds + 86_399)
            let midnight = CivilTime.secondsSinceEpoch(year: year, month: month, day: day)
            if (civil.year, civil.month, civil.day, civil.weekday) != (year, month, day, weekday)
                || midnight != seconds
            {
                failures.append("\(year)-\(month)-\(day)")
            }
            let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            seconds += 86_400
            weekday = (weekday + 1) % 7
            day += 1
            if day > lengths[month - 1] { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
        }
        #expect(failures == [])
    }

    @Test(
        arguments: [
            (1970, 1, 1, 0), (1969, 12, 31, -86_400), (2000, 2, 29, 951_782_400),
            (9999, 12, 31, 253_402_214_400), (1, 1, 1, -62_135_596_800), (0, 1, 1, -62_167_219_200),
            (0, 2, 29, -62_162_121_600), (2024, 2, 30, nil), (2023, 2, 29, nil), (1900, 2, 29, nil),
            (2024, 4, 31, nil), (2024, 1, 32, nil), (2024, 1, 0, nil), (2024, 0, 1, nil), (2024, 13, 1, nil),
            (2024, 1, .max, nil), (2024, .min, 1, nil), (10_000, 1, 1, nil), (-1, 1, 1, nil),
            (.max, 1, 1, nil), (.min, 12, 31, nil),
        ] as [(Int64, Int, Int, Int64?)])
    func `a day begins when everybody's does if there is such a day`(
        year: Int64, month: Int, day: Int, seconds: Int64?
    ) {
        #expect(CivilTime.secondsSinceEpoch(year: year, month: month, day: day) == seconds)
    }
}
