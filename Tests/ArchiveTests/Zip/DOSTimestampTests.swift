import TestSupport
import Testing

@testable import Archive

@Suite(.unit) struct DOSTimestampTests {
    @Test(
        arguments: [
            (1_709_210_096, 0x585D, 0x645C),  // 2024-02-29 12:34:56
            (1_709_210_097, 0x585D, 0x645C),  // an odd second is lost
            (315_532_800, 0x0021, 0),  // 1980-01-01
            (315_532_799, 0x0021, 0), (0, 0x0021, 0), (-1, 0x0021, 0), (.min, 0x0021, 0),
            (4_354_819_198, 0xFF9F, 0xBF7D),  // 2107-12-31 23:59:58
            (4_354_819_199, 0xFF9F, 0xBF7D), (4_354_819_200, 0xFF9F, 0xBF7D), (.max, 0xFF9F, 0xBF7D),
        ] as [(Int64, UInt16, UInt16)])
    func `is in UTC and stays between 1980 and 2107`(seconds: Int64, date: UInt16, time: UInt16) {
        let timestamp = DOSTimestamp(secondsSinceEpoch: seconds)
        #expect(timestamp.date == date)
        #expect(timestamp.time == time)
    }
}
