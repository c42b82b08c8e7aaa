import TestSupport
import Testing

@testable import HTTP

@Suite(.unit) struct HTTPDateParsingTests {
    /// 2026-11-21 12:00:00 UTC
    private static let now: Int64 = 1_795_262_400

    // date -u -d DATE +%s
    @Test(
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
            ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
            ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Sun Nov 06 08:49:37 1994", 784_111_777),
            ("Wed Nov 16 08:49:37 1994", 784_975_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Wed, 31 Dec 1969 23:59:59 GMT", -1), ("Tue, 29 Feb 2000 12:00:00 GMT", 951_825_600),
            ("Tuesday, 29-Feb-00 12:00:00 GMT", 951_825_600), ("Tue Feb 29 12:00:00 2000", 951_825_600),
            ("Sat, 31 Dec 2016 23:59:60 GMT", 1_483_228_800),
            ("Fri, 31 Dec 9999 23:59:60 GMT", 253_402_300_800),
            ("Sat, 01 Jan 0000 00:00:00 GMT", -62_167_219_200),
        ] as [(String, Int64)])
    func `reads the three forms`(text: String, seconds: Int64) {
        #expect(HTTPDate.seconds(text, now: Self.now) == seconds)
    }

    @Test(arguments: [
        "", " ", "0", "Sun", "now", "*", "784111777",
        // One thing is wrong in each.
        "Sun, 00 Nov 1994 08:49:37 GMT", "Thu, 32 Dec 1994 08:49:37 GMT", "Fri, 31 Feb 1995 08:49:37 GMT",
        "Thu, 29 Feb 2001 08:49:37 GMT", "Thu, 29 Feb 1900 08:49:37 GMT", "Thu, 31 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT", "Sun, 06 Nov 1994 08:49:61 GMT",
        "Mon, 06 Nov 1994 08:49:37 GMT", "Xyz, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Xyz 1994 08:49:37 GMT",
        "sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 gmt",
        "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 Nov 1994 08:49:37 +0000", "Sun, 06 Nov 1994 08:49:37",
        "Sun, 06 Nov 1994 08:49:37 GMT ", " Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 GMT;",
        "Sun, 06 Nov 1994 08:49:37 GMT\n", "Sun, 06 Nov 1994 08:49:37 GMT\0",
        "Sun, 06 Nov 1994 08:49:37 GMT; length=9", "Sun,06 Nov 1994 08:49:37 GMT",
        "Sun,  06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT", "Sun,  6 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06 Nov 19940 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT",
        "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 +8:49:37 GMT", "Sun, 06 Nov 1994 08.49.37 GMT",
        "Sun, -6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov +994 08:49:37 GMT", "Sunday, 06 Nov 1994 08:49:37 GMT",
        "Sun, 0\u{0666} Nov 1994 08:49:37 GMT", "Sun, 06\u{A0}Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
        "Sunday, 06-Nov-1994 08:49:37 GMT", "Sun, 06-Nov-94 08:49:37 GMT", "Monday, 06-Nov-94 08:49:37 GMT",
        "Sunday, 06-Nov-94 24:49:37 GMT", "Sunday, 6-Nov-94 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37",
        "Sunday, 31-Feb-94 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT ",
        "Sun Nov 6 08:49:37 1994", "Sun Nov   6 08:49:37 1994", "Sun Nov  06 08:49:37 1994",
        "Sun Nov  6 08:49:37 94", "Sun Nov  6 08:49:37 1994 GMT", "Mon Nov  6 08:49:37 1994",
        "Sun Nov  0 08:49:37 1994", "Sunday Nov  6 08:49:37 1994", "Sun Nov  6 08:49:37 1994\n",
    ])
    func `anything else is no date`(text: String) {
        #expect(HTTPDate.seconds(text, now: Self.now) == nil)
    }

    // date -u -d DATE +%s
    @Test(
        arguments: [
            (1_795_262_400, "Saturday, 21-Nov-26 12:00:00 GMT", 1_795_262_400),
            // 50 years from now, and a second more.
            (1_795_262_400, "Saturday, 21-Nov-76 12:00:00 GMT", 3_373_185_600),
            (1_795_262_400, "Sunday, 21-Nov-76 12:00:01 GMT", 217_425_601),
            (1_795_262_400, "Monday, 22-Nov-76 00:00:00 GMT", 217_468_800),
            (1_795_262_400, "Wednesday, 01-Dec-76 00:00:00 GMT", 218_246_400),
            (1_795_262_400, "Saturday, 01-Jan-77 00:00:00 GMT", 220_924_800),
            (1_795_262_400, "Wednesday, 01-Jan-70 00:00:00 GMT", 3_155_760_000),
            (1_795_262_400, "Thursday, 01-Jan-70 00:00:00 GMT", nil),
            // On the eve of a century.
            (4_102_444_799, "Friday, 01-Jan-00 00:00:00 GMT", 4_102_444_800),
            (4_102_444_799, "Thursday, 31-Dec-99 23:59:59 GMT", 4_102_444_799),
            (4_102_444_800, "Thursday, 31-Dec-99 23:59:59 GMT", 4_102_444_799),
            (0, "Tuesday, 31-Dec-19 00:00:00 GMT", 1_577_750_400),
            // No year that a date can have.
            (.max, "Sunday, 06-Nov-94 08:49:37 GMT", nil), (.min, "Sunday, 06-Nov-94 08:49:37 GMT", nil),
        ] as [(Int64, String, Int64?)])
    func `a year of two digits is at most 50 years ahead`(now: Int64, text: String, seconds: Int64?) {
        #expect(HTTPDate.seconds(text, now: now) == seconds)
    }

    @Test func `reads what it writes`() throws {
        var generator = SeededGenerator(seed: 1)
        for _ in 0..<20_000 {
            let years1000To9999: Range<Int64> = -30_610_224_000..<253_402_300_800
            let seconds = Int64.random(in: years1000To9999, using: &generator)
            let text = try #require(HTTPDate.text(secondsSinceEpoch: seconds))
            try #require(HTTPDate.seconds(text, now: Self.now) == seconds, "\(text)")
        }
    }

    @Test func `no text is too strange to be looked at`() {
        var generator = SeededGenerator(seed: 2)
        let forms = [
            "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        ]
        let letters = Array("0123456789 :-,GMTSunday\0\u{FF}".utf8)
        for round in 0..<50_000 {
            var value = Array(generator.element(of: forms).utf8)
            for _ in 0...generator.below(4) {
                switch generator.below(3) {
                case 0: value[generator.below(value.count)] = generator.element(of: letters)
                case 1: value.insert(generator.element(of: letters), at: generator.below(value.count))
                default: value.removeLast(generator.below(value.count))
                }
            }
            let now = Int64(truncatingIfNeeded: generator.next() >> (round % 64))
            _ = HTTPDate.seconds(String(decoding: value, as: UTF8.self), now: now)
            let noise = generator.bytes(generator.below(64))
            _ = HTTPDate.seconds(String(decoding: noise, as: UTF8.self), now: now)
        }
    }
}
