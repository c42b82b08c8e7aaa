import TestSupport
import Testing

@testable import Remote

@Suite(.unit) struct ObjectLocationTests {
    @Test(
        arguments: [
            ("photos/5f/5f1c.jpg", "photos", "5f/5f1c.jpg"), ("a.B-c_1/k", "a.B-c_1", "k"),
            ("abc//k", "abc", "/k"),
            ("abc/a//b/", "abc", "a//b/"), ("abc/a b+ü&=@(1)%2e?#.jpg", "abc", "a b+ü&=@(1)%2e?#.jpg"),
            ("abc/.../.a/b./..c", "abc", ".../.a/b./..c"), ("abc/\u{1B}\n", "abc", "\u{1B}\n"),
        ])
    func `a bucket and a key are taken as they are`(text: String, bucket: String, key: String) throws {
        let location = try ObjectLocation(s3: Array(text.utf8))
        #expect(location == .s3(bucket: Array(bucket.utf8), key: Array(key.utf8)))
        #expect(location.text == "s3://" + text)
    }

    @Test(
        arguments: [
            ("", .bucket), ("/k", .bucket), ("ab/k", .bucket), ("-abc/k", .bucket), ("abc./k", .bucket),
            ("a b/k", .bucket), ("abé/k", .bucket), ("a:b/k", .bucket), ("a@b/k", .bucket),
            ("a%2fb/k", .bucket),
            ("../k", .bucket), ("s3://abc/k", .scheme), ("s3:/abc/k", .bucket), ("abc", .noKey),
            ("abc/", .noKey),
            ("abc/\u{0}", .keyWithNUL), ("abc/a\u{0}b", .keyWithNUL), ("abc/.", .keyWithDots),
            ("abc/..", .keyWithDots), ("abc/a/../b", .keyWithDots), ("abc/./b", .keyWithDots),
            ("abc//../b", .keyWithDots), ("abc/b/.", .keyWithDots),
        ] as [(String, ObjectLocation.Fault)])
    func `what cannot be asked for is refused`(text: String, fault: ObjectLocation.Fault) {
        #expect(throws: fault) { try ObjectLocation(s3: Array(text.utf8)) }
    }

    @Test func `buckets have 63 bytes at most, keys 1024`() throws {
        func text(_ bucket: Int, _ key: Int) -> [UInt8] {
            [UInt8](repeating: 0x61, count: bucket) + [0x2F] + [UInt8](repeating: 0xC3, count: key)
        }
        #expect(throws: Never.self) { try ObjectLocation(s3: text(63, 1024)) }
        #expect(throws: ObjectLocation.Fault.bucket) { try ObjectLocation(s3: text(64, 1)) }
        #expect(throws: ObjectLocation.Fault.keyTooLong) { try ObjectLocation(s3: text(3, 1025)) }
    }

    @Test func `an object is known by its URL without the query`() throws {
        let (first, second) = (
            try ObjectLocation("HTTP://A:80/x?sig=1"), try ObjectLocation("http://a/x?sig=2")
        )
        #expect(first.identity == second.identity)
        #expect(first.text == "http://a/x")
        #expect(first.printable == "http://a/x")
        #expect(try ObjectLocation("http://a/x%0A").printable == "http://a/x%0A")
    }

    @Test func `what is printed has no control characters`() throws {
        let key: [UInt8] = Array("a\n\u{1B}[2J\u{85}é".utf8)
        let printable = ObjectLocation.s3(bucket: Array("abc".utf8), key: key).printable
        #expect(printable == #"s3://abc/a\n\u{1B}[2J\u{0085}é"#)
        #expect(ObjectLocation.s3(bucket: Array("abc".utf8), key: [0x61, 0xFF]).printable == "s3://abc/a%FF")
    }
}
