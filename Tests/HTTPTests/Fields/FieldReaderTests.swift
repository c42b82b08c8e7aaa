import TestSupport
import Testing

@testable import HTTP

@Suite(.unit) struct FieldReaderTests {
    /// What `take` answers, and what it leaves.
    private func attempt<T>(
        _ text: String, _ take: (inout FieldReader<[UInt8]>) -> T
    ) -> (answer: T, rest: String) {
        var reader = FieldReader(Array(text.utf8))
        let answer = take(&reader)
        return (answer, String(decoding: reader.take { _ in true }, as: UTF8.self))
    }

    @Test(arguments: [
        ("abc", "ab", true, "c"), ("abc", "abc", true, ""), ("abc", "", true, "abc"), ("", "", true, ""),
        ("abc", "b", false, "abc"), ("abc", "abcd", false, "abc"), ("abc", "AB", false, "abc"),
        ("", "a", false, ""), ("\u{E9}", "e", false, "\u{E9}"),
    ])
    func `takes what comes next or nothing at all`(text: String, literal: String, isTaken: Bool, rest: String)
    {
        #expect(attempt(text) { $0.take(literal) } == (isTaken, rest))
    }

    @Test(
        arguments: [
            ("abc", 1, "c"), ("xabc", 0, "abc"), ("a", 2, ""), ("b", nil, "b"), ("", nil, ""),
        ] as [(String, Int?, String)])
    func `takes the first word that fits`(text: String, index: Int?, rest: String) {
        #expect(attempt(text) { $0.take(oneOf: ["x", "ab", "a"]) } == (index, rest))
    }

    @Test(
        arguments: [
            ("12", 12, ""), ("00", 0, ""), ("123", 12, "3"), ("1", nil, "1"), ("", nil, ""),
            ("+1", nil, "+1"), ("1a", nil, "1a"),
        ] as [(String, Int?, String)])
    func `a number of two digits has two digits`(text: String, number: Int?, rest: String) {
        #expect(attempt(text) { $0.number(digits: 2) } == (number, rest))
    }

    @Test(
        arguments: [
            ("0", 0, ""), ("12,", 12, ","), ("18446744073709551615", .max, ""),
            ("18446744073709551616-", .max, "-"), ("", nil, ""), ("-1", nil, "-1"), ("+1", nil, "+1"),
        ] as [(String, UInt64?, String)])
    func `a number of any length has an end`(text: String, number: UInt64?, rest: String) {
        #expect(attempt(text) { $0.number() } == (number, rest))
    }

    @Test(arguments: [
        ("a ", "a ", "a "), (" \t a", "a", "a"), (" ,\ta", ",\ta", "a"), (",,a,", ",,a,", "a,"), ("", "", ""),
        ("\na", "\na", "\na"),
    ])
    func `white space is blanks and tabs`(text: String, behindSpace: String, behindCommas: String) {
        #expect(attempt(text) { $0.skipSpace() }.rest == behindSpace)
        #expect(attempt(text) { $0.skipCommasAndSpace() }.rest == behindCommas)
    }
}
