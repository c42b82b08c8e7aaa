import Plan
import TestSupport
import Testing

@Suite(.unit) struct NumberedNameTests {
    @Test(arguments: [
        ("a.txt", 2, "a (2).txt"), ("a", 10, "a (10)"), ("a.tar.gz", 3, "a.tar (3).gz"),
        (".hidden", 2, ".hidden (2)"), ("a.", 2, "a (2)."), ("..", 2, ". (2)."),
    ])
    func `a number stands before the extension`(name: String, number: Int, expected: String) {
        #expect(NumberedName.make(Array(name.utf8), number) == Array(expected.utf8))
    }

    @Test(arguments: [
        (String(repeating: "%", count: 254) + "%FF", String(repeating: "%", count: 254)),
        (String(repeating: "%FF", count: 90), String(repeating: "%FF", count: 85)),
        (String(repeating: "%", count: 300) + ".txt", String(repeating: "%", count: 251) + ".txt"),
    ])
    func `a name is cut between escapes, and never to nothing`(name: String, expected: String) {
        #expect(NumberedName.cut(Array(name.utf8)) == Array(expected.utf8))
    }

    @Test(
        arguments: [
            ("abcdefghij", 10, "abcdef (2)"), ("abcdefghij", 14, "abcdefghij (2)"),
            ("abcdef.txt", 10, "ab (2).txt"),
            ("abcd\u{E9}f.txt", 13, "abcd (2).txt"), ("abcd\u{E9}f.txt", 14, "abcd\u{E9} (2).txt"),
            (".abcdefghij", 8, ".abc (2)"), ("a.bcdefghij", 10, "a.bcde (2)"),
        ] as [(String, Int, String)])
    func `a long name is cut in front of its number`(name: String, limit: Int, expected: String) {
        #expect(NumberedName.make(Array(name.utf8), 2, atMost: limit) == Array(expected.utf8))
    }
}
