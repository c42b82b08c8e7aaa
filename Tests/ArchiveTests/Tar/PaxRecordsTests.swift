import TestSupport
import Testing

@testable import Archive

@Suite(.unit) struct PaxRecordsTests {
    @Test(arguments: [
        ("a", "", "5 a=\n"), ("a", "1234", "9 a=1234\n"), ("a", "12345", "11 a=12345\n"),
        ("size", "8589934592", "19 size=8589934592\n"), ("mtime", "-1", "12 mtime=-1\n"),
    ])
    func `a record is as long as it says`(keyword: String, value: String, expected: String) {
        var records = PaxRecords()
        #expect(records.isEmpty)
        records.append(keyword, value.utf8)
        #expect(records.bytes == Array(expected.utf8))
    }

    @Test(arguments: [
        // A record is 3 bytes, its keyword, its value and the digits of its length.
        (4, 9), (5, 11), (92, 98), (93, 99), (94, 101), (991, 998), (992, 999), (993, 1001), (9990, 9998),
        (9991, 9999), (9992, 10_001),
    ])
    func `the length counts its own digits where they become more`(valueCount: Int, length: Int) {
        var records = PaxRecords()
        records.append("p", [UInt8](repeating: 0x78, count: valueCount))
        #expect(records.bytes.count == length)
        #expect(records.bytes.starts(with: "\(length) p=".utf8))
    }

    @Test func `every length is right`() {
        for count in 0...1100 {
            var records = PaxRecords()
            records.append("path", [UInt8](repeating: 0xFF, count: count))
            let digits = records.bytes.prefix { $0 != 0x20 }
            #expect(Int(String(decoding: digits, as: UTF8.self)) == records.bytes.count)
        }
    }

    @Test func `records follow one another, values untouched`() {
        var records = PaxRecords()
        records.append("path", [0xFF, 0x0A, 0x3D])
        records.append("size", "1".utf8)
        #expect(records.bytes == Array("12 path=".utf8) + [0xFF, 0x0A, 0x3D, 0x0A] + "9 size=1\n".utf8)
    }
}
