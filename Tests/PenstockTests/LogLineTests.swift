import Logging
import SystemCalls
import TestSupport
import Testing

@testable import penstock

@Suite(.unit) struct LogLineTests {
    private func line(_ fields: [String: String], as format: LogFormat = .text) -> String {
        let time = FileTime(seconds: 1_709_210_096, nanoseconds: 7_999_999)
        return LogLine.text(.info, "request", fields, at: time, as: format)
    }

    private let fields = ["zebra": "1", "outcome": "complete", "path": "/a b", "id": "x", "ant": "2"]

    @Test func `text has the time, the level and the fields in their order`() {
        let expected =
            "2024-02-29T12:34:56.007Z info request id=x path=\"/a b\" outcome=complete ant=2 zebra=1\n"
        #expect(line(fields) == expected)
    }

    @Test func `the journal has a priority and no time`() {
        let expected = "<6>request id=x path=\"/a b\" outcome=complete ant=2 zebra=1\n"
        #expect(line(fields, as: .journal) == expected)
        let time = FileTime(seconds: 0, nanoseconds: 0)
        #expect(LogLine.text(.error, "e", [:], at: time, as: .journal) == "<3>e\n")
        #expect(LogLine.text(.critical, "e", [:], at: time, as: .journal) == "<2>e\n")
        #expect(LogLine.text(.debug, "e", [:], at: time, as: .journal) == "<7>e\n")
    }

    @Test func `JSON is one object`() {
        let expected =
            #"{"time":"2024-02-29T12:34:56.007Z","level":"info","message":"request","id":"x","path":"/a b","#
            + #""outcome":"complete","ant":"2","zebra":"1"}"# + "\n"
        #expect(line(fields, as: .json) == expected)
    }

    @Test(arguments: [
        ("a", "a"), ("", "\"\""), ("a b", "\"a b\""), ("a=b", "\"a=b\""), ("a\"b", #""a\"b""#),
        (#"a\b"#, #""a\\b""#),
        ("a\nb\r\t", #""a\u000ab\u000d\u0009""#), ("\u{1B}[31m", #""\u001b[31m""#),
        ("\u{0}\u{7F}", #""\u0000\u007f""#),
        ("\u{85}\u{2028}\u{2029}", #""\u0085\u2028\u2029""#), ("\u{202E}\u{200B}", #""\u202e\u200b""#),
        ("\u{E0001}", #""\udb40\udc01""#), ("caf\u{E9}", "\"caf\u{E9}\""),
    ])
    func `nothing from outside gets in raw`(value: String, expected: String) {
        #expect(line(["path": value]).hasSuffix(" info request path=\(expected)\n"))
    }

    @Test(arguments: LogFormat.allCases)
    func `is one line of no control characters, whatever the value`(format: LogFormat) {
        for scalar in (0...0x2100).compactMap({ Unicode.Scalar($0 as UInt32) }) {
            let text = line(["path": "a\(scalar)b"], as: format)
            #expect(text.last == "\n")
            #expect(!text.dropLast().unicodeScalars.contains { $0.properties.generalCategory == .control })
        }
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.000Z"),
        (253_402_300_800, "10000-01-01T00:00:00.000Z"),
    ])
    func `any time can be written`(seconds: Int64, expected: String) {
        let time = FileTime(seconds: seconds, nanoseconds: 0)
        #expect(LogLine.text(.info, "m", [:], at: time, as: .text) == "\(expected) info m\n")
    }
}
