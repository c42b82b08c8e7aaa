import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct CacheKeyTests {
    @Test(arguments: [
        "00000000000000000000000000000000", "ffffffffffffffffffffffffffffffff",
        "0123456789abcdeffedcba9876543210", "00000000000000010000000000000000",
    ])
    func `is its digits`(digits: String) throws {
        let tag = try #require(CacheKey(digits.utf8))
        #expect(tag.text == digits)
        #expect(tag.bytes == Array(digits.utf8))
    }

    @Test func `differs in every digit`() throws {
        let digits = Array("0123456789abcdeffedcba9876543210".utf8)
        let tag = try #require(CacheKey(digits))
        for position in digits.indices {
            var other = digits
            other[position] = UInt8(ascii: digits[position] == UInt8(ascii: "5") ? "6" : "5")
            #expect(CacheKey(other) != tag, "digit \(position)")
        }
    }

    @Test(arguments: [
        "", "0", "0123456789abcdeffedcba987654321", "0123456789abcdeffedcba98765432100",
        "0123456789ABCDEFfedcba9876543210", "0123456789abcdeffedcba987654321g",
        "\"0123456789abcdeffedcba98765432\"", "../3456789abcdeffedcba9876543210",
        "0123456789abcdef/edcba9876543210", "0123456789abcdeffedcba987654321\0",
    ])
    func `anything else is none`(text: String) {
        #expect(CacheKey(text.utf8) == nil)
    }

    @Test func `tells names in the directory apart`() throws {
        let tag = try CacheKey.example(1)
        #expect(CacheFileName(tag.bytes[...]) == .entry(tag))
        let temporary = CacheFileName.temporary(for: tag)
        #expect(CacheFileName(temporary[...]) == .temporary)
        #expect(temporary != CacheFileName.temporary(for: tag))
        for name in [".", "..", "checksums", "lost+found", tag.text + "~", tag.text + ".tmp"] {
            #expect(CacheFileName(ArraySlice(name.utf8)) == .foreign, "\(name)")
        }
        #expect(CacheFileName(temporary.dropLast()) == .foreign)
        #expect(CacheFileName((temporary + [0x30])[...]) == .foreign)
    }
}
