import TestSupport
import Testing

@testable import HTTP

@Suite(.unit) struct HTTPDateTests {
    @Test(
        arguments: [
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (951_825_600, "Tue, 29 Feb 2000 12:00:00 GMT"),
            (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"), (253_402_300_800, nil), (.max, nil),
            (.min, nil),
        ] as [(Int64, String?)])
    func `is a fixed date if its year has four digits`(seconds: Int64, text: String?) {
        #expect(HTTPDate.text(secondsSinceEpoch: seconds) == text)
    }
}
