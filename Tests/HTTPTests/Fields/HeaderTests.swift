import TestSupport
import Testing

@testable import HTTP

@Suite(.unit) struct HeaderTests {
    @Test(arguments: 0...255 as ClosedRange<UInt8>)
    func `only printable ASCII gets into a value`(byte: UInt8) {
        let text = String(decoding: [0x61, byte, 0x62], as: UTF8.self)
        let value = Header("X", text).value
        #expect(value.allSatisfy { 0x20...0x7E ~= $0 })
        if 0x20...0x7E ~= byte {
            #expect(value == Array(text.utf8))
        } else {
            #expect(value.contains(UInt8(ascii: "_")))
        }
    }

    @Test(arguments: 0...255 as ClosedRange<UInt8>)
    func `a field that is passed on keeps its bytes, and has no control character`(byte: UInt8) {
        let value = [0x61, byte, 0x62]
        let isText = byte == 0x09 || byte >= 0x20 && byte != 0x7F
        #expect(Header(passingOn: "Location", value)?.value == (isText ? value : nil))
    }

    @Test(arguments: [
        ("Set-Cookie", true), ("x_y~1", true), ("", false), ("a b", false), ("a:", false), ("a\n", false),
        ("\u{E9}", false),
    ])
    func `the name of a field that is passed on is a token`(name: String, isToken: Bool) {
        #expect((Header(passingOn: name, [0x61]) != nil) == isToken)
    }

    @Test func `a head cannot be split`() {
        let head = ResponseHead(
            status: .ok,
            headers: [Header("X-One", "a\r\nX-Accel-Redirect: /secret"), Header("X-Two", "b\n\nbody")])
        let expected =
            "Status: 200 OK\r\nX-One: a__X-Accel-Redirect: /secret\r\nX-Two: b__body\r\n\r\n"
        #expect(String(decoding: head.encoded, as: UTF8.self) == expected)
    }

    @Test func `headers are equal if name and value are`() {
        #expect(Header("A", "b") == Header("A", "b"))
        #expect(Header("A", "b") != Header("B", "b"))
        #expect(Header("A", "b") != Header("A", "c"))
    }

    @Test(arguments: [
        (200, "OK"), (206, "Partial Content"), (304, "Not Modified"), (400, "Bad Request"),
        (403, "Forbidden"), (404, "Not Found"), (405, "Method Not Allowed"), (412, "Precondition Failed"),
        (413, "Content Too Large"), (414, "URI Too Long"), (416, "Range Not Satisfiable"),
        (500, "Internal Server Error"), (502, "Bad Gateway"), (503, "Service Unavailable"),
        (504, "Gateway Timeout"),
        (302, "Found"), (508, "Loop Detected"), (599, "Unassigned"),
    ])
    func `a status has the phrase of the registry`(number: Int, phrase: String) {
        #expect(Status(rawValue: number).phrase == phrase)
    }
}
