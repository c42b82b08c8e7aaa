import TestSupport
import Testing

@testable import HTTP

@Suite(.unit) struct ByteRangeTests {
    private static let max = String(UInt64.max)

    @Test(
        arguments: [
            ("bytes=0-4", .from(0, through: 4)), ("bytes=0-0", .from(0, through: 0)),
            ("bytes=5-", .from(5, through: nil)), ("bytes=-5", .suffix(5)), ("bytes=-0", .suffix(0)),
            ("Bytes=0-4", .from(0, through: 4)), ("BYTES=-1", .suffix(1)),
            ("bytes=007-010", .from(7, through: 10)),
            // A list of one element, and empty ones.
            ("bytes=,0-4", .from(0, through: 4)), ("bytes=0-4,", .from(0, through: 4)),
            ("bytes= , ,\t0-4 \t, ,", .from(0, through: 4)), ("bytes=,-5,", .suffix(5)),
            ("bytes= 0-4", .from(0, through: 4)), ("bytes=0-4 ", .from(0, through: 4)),
            // At 2^64 and beyond.
            ("bytes=0-\(max)", .from(0, through: .max)), ("bytes=\(max)-", .from(.max, through: nil)),
            ("bytes=18446744073709551614-", .from(.max - 1, through: nil)),
            ("bytes=0-18446744073709551616", .from(0, through: .max)),
            ("bytes=18446744073709551616-", .from(.max, through: nil)),
            ("bytes=-18446744073709551616", .suffix(.max)),
            ("bytes=9-99999999999999999999999999999999999999999999", .from(9, through: .max)),
            ("bytes=-99999999999999999999999999999999999999999999", .suffix(.max)),
            ("bytes=00000000000000000000000000000000000000000009-", .from(9, through: nil)),
        ] as [(String, ByteRange)])
    func `reads one range`(header: String, range: ByteRange) {
        #expect(ByteRange(header: header) == range)
    }

    @Test(arguments: [
        "", " ", "bytes", "bytes=", "bytes= ", "bytes=,", "bytes=, ,", "=", "=0-4", "0-4",
        "bytes=-", "bytes=--1", "bytes=--", "bytes=1", "bytes=1--2", "bytes=1-2-", "bytes=1-2-3", "bytes=-1-",
        "bytes=0 -4", "bytes=0- 4", "bytes=- 4", "bytes=0-4 5", "bytes =0-4", "bytes\t=0-4", " bytes=0-4",
        "bytes:0-4", "bytes 0-4", "bytes=a-4", "bytes=0-b", "bytes=0x1-0x2", "bytes=+1-2", "bytes=1-+2",
        "bytes=1.0-2", "bytes=0-4;", "bytes=0-4\n", "bytes=0-4\0", "bytes=0-4/5", "bytes=*", "bytes=0-*",
        "bytes=\"0-4\"", "bytes=\u{0660}-\u{0664}", "bytes=0\u{2013}4",
        // Another unit.
        "byte=0-4", "bytess=0-4", "items=0-4", "none=0-4", "b\u{FF}tes=0-4", "byte\u{17F}=0-4",
        // Several ranges.
        "bytes=0-4,6-7", "bytes=0-4, 6-7", "bytes=0-4,-1", "bytes=-1,-1", "bytes=0-4,0-4", "bytes=0-4,,6-7",
        "bytes=0-4,x", "bytes=x,0-4", "bytes=0-4, bytes=6-7", "bytes=0-4, items=6-7",
        // The last position before the first.
        "bytes=5-4", "bytes=1-0", "bytes=18446744073709551615-18446744073709551614", "bytes=\(max)9-0",
    ])
    func `anything else is as if there were no range`(header: String) {
        #expect(ByteRange(header: header) == nil)
    }

    @Test(
        arguments: [
            (.from(0, through: 0), 10, 0..<1), (.from(0, through: 9), 10, 0..<10),
            (.from(9, through: 9), 10, 9..<10), (.from(3, through: 5), 10, 3..<6),
            (.from(0, through: nil), 10, 0..<10), (.from(9, through: nil), 10, 9..<10),
            (.from(9, through: 10), 10, 9..<10), (.from(0, through: .max), 10, 0..<10),
            (.suffix(1), 10, 9..<10), (.suffix(10), 10, 0..<10), (.suffix(11), 10, 0..<10),
            (.suffix(.max), 10, 0..<10),
            (.from(10, through: nil), 10, nil), (.from(10, through: 10), 10, nil),
            (.from(11, through: 20), 10, nil), (.from(.max, through: .max), 10, nil), (.suffix(0), 10, nil),
            (.from(0, through: nil), .max, 0..<UInt64.max), (.from(0, through: .max), .max, 0..<UInt64.max),
            (.from(.max - 1, through: .max), .max, (.max - 1)..<UInt64.max),
            (.from(.max, through: nil), .max, nil), (.suffix(.max), .max, 0..<UInt64.max),
            (.from(0, through: 0), 1, 0..<1), (.suffix(1), 1, 0..<1),
            (.from(0, through: nil), 0, nil), (.suffix(0), 0, nil), (.suffix(1), 0, nil),
        ] as [(ByteRange, UInt64, Range<UInt64>?)])
    func `is cut to what there is`(range: ByteRange, length: UInt64, bytes: Range<UInt64>?) {
        #expect(range.resolve(length: length) == bytes)
    }

    @Test func `no header is too strange to be looked at`() {
        var generator = SeededGenerator(seed: 3)
        let pieces = [
            "bytes", "=", "-", ",", " ", "\t", "0", "7", "99999999999999999999", "x", "\u{FF}", "\0",
        ]
        let lengths: [UInt64] = [0, 1, 2, 1 << 32, .max - 1, .max]
        for _ in 0..<50_000 {
            let header = (0...generator.below(8)).reduce(generator.element(of: ["", "bytes="])) { text, _ in
                text + generator.element(of: pieces)
            }
            guard let range = ByteRange(header: header) else { continue }
            for length in lengths {
                guard let bytes = range.resolve(length: length) else { continue }
                #expect(!bytes.isEmpty && bytes.upperBound <= length, "\(header) of \(length)")
            }
        }
    }

    @Test(arguments: [",", "0", "0-4,", "9", "-", " ", "bytes="])
    func `each byte of a long header is looked at a few times`(pattern: String) {
        let text = "bytes=" + String(repeating: pattern, count: 100_000 / pattern.utf8.count)
        let header = CountingCollection(text.utf8)
        _ = ByteRange(header: header)
        #expect(header.looksPerElement <= 5)
    }
}
