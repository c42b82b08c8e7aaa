import TestSupport
import Testing

@testable import HTTP

@Suite(.unit) struct JSONFormTests {
    private func fields(_ text: String) throws -> [String] { try texts(JSONForm.fields(Array(text.utf8))) }

    @Test(
        arguments: [
            ("{}", []), (" \t\r\n{ } \n", []), (#"{"a":"b"}"#, ["a=b"]),
            (#"{ "a" : "b" , "c":"d" }"#, ["a=b", "c=d"]),
            (#"{"a":["b","c"]}"#, ["a=b", "a=c"]), (#"{"a":[ "b" , "c" ],"a":"d"}"#, ["a=b", "a=c", "a=d"]),
            (#"{"":""}"#, ["="]), (#"{"a":"\"\\\/\b\f\n\r\t"}"#, ["a=\"\\/\u{8}\u{C}\n\r\t"]),
            (#"{"a":"\u00e9\u00E9"}"#, ["a=\u{E9}\u{E9}"]), (#"{"a":"\ud83c\udff4"}"#, ["a=\u{1F3F4}"]),
            (#"{"a":"\u0000"}"#, ["a=\u{0}"]), (#"{"a":"é\#u{1F3F4}"}"#, ["a=é\u{1F3F4}"]),
            (#"{"a":"}{][,:"}"#, ["a=}{][,:"]),
            (#"{"\u0061":"b"}"#, ["a=b"]),
        ] as [(String, [String])])
    func `reads strings and arrays of strings`(text: String, expected: [String]) throws {
        #expect(try fields(text) == expected)
    }

    @Test(arguments: [
        "", " ", "null", "[]", "\"a\"", "1", "{", "}", "{}}", "{}{}", "{} x", #"{"a"}"#, #"{"a":}"#,
        #"{"a":"b"#,
        #"{"a":"b""#, #"{"a":"b",}"#, #"{,"a":"b"}"#, #"{"a":"b" "c":"d"}"#, #"{"a" "b"}"#, #"{a:"b"}"#,
        #"{'a':'b'}"#,
        #"{"a":1}"#, #"{"a":null}"#, #"{"a":true}"#, #"{"a":{}}"#, #"{"a":[]}"#, #"{"a":["b"}"#,
        #"{"a":["b",]}"#,
        #"{"a":[,"b"]}"#, #"{"a":[["b"]]}"#, #"{"a":["b" "c"]}"#, #"{"a":[1]}"#, #"{"a":"\x"}"#,
        #"{"a":"\"}"#,
        #"{"a":"\u12"}"#, #"{"a":"\u12g4"}"#, #"{"a":"\u"}"#, #"{"a":"\ud83c"}"#, #"{"a":"\udff4"}"#,
        #"{"a":"\ud83c\u0041"}"#, #"{"a":"\ud83c\ud83c"}"#, #"{"a":"\ud83cx"}"#, "{\"a\":\"\n\"}",
        "{\"a\":\"\u{0}\"}",
        "{\"a\":\"\u{1F}\"}", "\u{FEFF}{}", "{\u{A0}}", "{}\u{0}", "{\"a\":\"b\"}//",
    ])
    func `anything else is no form`(text: String) {
        let error = #expect(throws: FormError.self) { try fields(text) }
        #expect(error == .notFields || error == .emptyList)
    }

    @Test(
        arguments: [[0xFF], [0x7B, 0x22, 0xC0, 0xAF, 0x22, 0x7D], [0x7B, 0x22, 0xED, 0xA0, 0x80, 0x22]]
            as [[UInt8]])
    func `what is not UTF-8 is no form`(body: [UInt8]) {
        #expect(throws: FormError.notText) { try JSONForm.fields(body) }
    }

    @Test func `every beginning of a form is none`() {
        let whole = Array(#"{"sel\u0065ct" : ["a\n", "\ud83c\udff4" ] , "name":"x"}"#.utf8)
        for count in whole.indices {
            #expect(throws: FormError.self, "\(count) bytes") { try JSONForm.fields(Array(whole[..<count])) }
        }
    }

    @Test(arguments: ["[", "{", "{\"a\":", "{\"a\":[", "\"", "\\", " ", "{\"\\u0061"])
    func `each byte of a megabyte of anything is looked at a few times, and it takes no stack`(
        pattern: String
    ) {
        let body = CountingCollection(String(repeating: pattern, count: (1 << 20) / pattern.utf8.count).utf8)
        #expect(throws: FormError.self) { try JSONForm.parse(body) }
        #expect(body.looksPerElement <= 5)
    }

    @Test func `each byte of many names is looked at a few times`() throws {
        let names = String(repeating: "\"a\",", count: 20_000) + "\"a\""
        let body = CountingCollection("{\"select\":[\(names)]}".utf8)
        #expect(try JSONForm.parse(body).count == 20_001)
        #expect(body.looksPerElement <= 8)
    }
}
