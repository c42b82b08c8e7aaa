import TestSupport
import Testing

@testable import HTTP

@Suite(.unit) struct HeaderTests {
    @Test(arguments: 0...255 as ClosedRange<UInt8>)
    func `only printable ASCII gets into a value`(byte: UInt8) {
        let text = String(decoding: [0x61, byte, 0x62], as: UTF8.self)
        let value = Header("X", text).value
        #expect(value.utf8.allSatisfy { 0x20...0x7E ~= $0 })
        if 0x20...0x7E ~= byte {
            #expect(value == text)
        } else {
            #expect(value.contains("_"))
        }
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
        (500, "Internal Server Error"), (503, "Service Unavailable"),
    ])
    func `a status has the phrase of RFC 9110`(number: Int, phrase: String) {
        #expect(Status(rawValue: number).phrase == phrase)
    }
}
