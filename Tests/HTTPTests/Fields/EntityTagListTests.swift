import TestSupport
import Testing

@testable import HTTP

@Suite(.unit) struct EntityTagListTests {
    /// How a list compares with `"a,b"`: weakly, and strongly.
    enum Match {
        case both, weakOnly, neither
    }

    @Test(
        arguments: [
            (#""a,b""#, .both), (#"W/"a,b""#, .weakOnly), (#"*"#, .both), (#" * "#, .both),
            (#""x", "a,b""#, .both), (#""a,b","x""#, .both), (#"W/"x", "a,b" ,"d""#, .both),
            (#""x",W/"a,b""#, .weakOnly), (#"W/"a,b", "a,b""#, .both), ("\"x\"\t,\t\"a,b\"\t", .both),
            (#", ,"a,b",,"#, .both), (#" "a,b""#, .both), (#""","a,b""#, .both), (#""W/","a,b""#, .both),
            (#""\","a,b""#, .both), (#""!#[]~","a,b""#, .both),
            // Other tags.
            (#""""#, .neither), (#""a""#, .neither), (#""b""#, .neither), (#""a","b""#, .neither),
            (#""A,B""#, .neither), (#""a,b,""#, .neither), (#"",a,b""#, .neither), (#""*""#, .neither),
            (#"W/"a","b""#, .neither), (#""a%2Cb""#, .neither), (#""a\,b""#, .neither), ("", .neither),
            (",", .neither), (" ", .neither),
            // Malformed from the beginning.
            ("a,b", .neither), (#""a,b"#, .neither), (#"a,b""#, .neither), (#"w/"a,b""#, .neither),
            (#"W"a,b""#, .neither), (#"W/ "a,b""#, .neither), (#"W/a,b"#, .neither), (#"'a,b'"#, .neither),
            (#""a,b"x"#, .neither), (#""a,b""x""#, .neither), (#""a,b" "x""#, .neither),
            (#""a,b";q=1"#, .neither), (#""x" "a,b""#, .neither), (#""x y", "a,b""#, .neither),
            ("\"\t\",\"a,b\"", .neither), ("\"\u{7F}\",\"a,b\"", .neither), ("\"\n\",\"a,b\"", .neither),
            ("\0\"a,b\"", .neither), (#""\"","a,b""#, .neither), (#"x, "a,b""#, .neither),
            // Malformed further on.
            (#""a,b", x"#, .both), (#""a,b",""#, .both), (#""a,b","x"#, .both), (#"W/"a,b",x"#, .weakOnly),
            (#"W/"a,b",x,"a,b""#, .weakOnly),
            // The star is not for lists.
            ("**", .neither), ("*,", .neither), ("*, *", .neither), (#"*, "a,b""#, .neither),
            (#""x", *"#, .neither), (#""a,b", *"#, .both), (#"W/*"#, .neither), ("*x", .neither),
        ] as [(String, Match)])
    func `finds a tag`(value: String, match: Match) {
        let list = EntityTagList(Array(value.utf8))
        #expect(list.matches("\"a,b\"", by: .strong) == (match == .both))
        #expect(list.matches("\"a,b\"", by: .weak) == (match != .neither))
    }

    @Test func `tags are bytes and not text`() {
        let wanted = "\"\u{E9}\""
        #expect(EntityTagList(Array("\"\u{FF}\", \"\u{E9}\"".utf8)).matches(wanted, by: .strong))
        // The same for Unicode only.
        #expect(!EntityTagList(Array("\"e\u{301}\"".utf8)).matches(wanted, by: .weak))
        #expect(EntityTagList([0x22, 0xFF, 0x80, 0x22, 0x2C] + wanted.utf8).matches(wanted, by: .strong))
        #expect(!EntityTagList([0x22, 0xE9, 0x22]).matches(wanted, by: .weak))
        #expect(!EntityTagList([0xFF, 0x2C] + wanted.utf8).matches(wanted, by: .weak))
    }

    @Test(arguments: ["\"", "\"\",", ",", "W/", "W/\"\",", "*", "\"a\" ", "a"])
    func `each byte of a long list is looked at a few times`(pattern: String) {
        let value = CountingCollection(String(repeating: pattern, count: 100_000 / pattern.utf8.count).utf8)
        _ = EntityTagList(reading: value).names("\"b\"", by: .weak)
        #expect(value.looksPerElement <= 5)
    }
}
