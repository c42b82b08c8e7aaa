import TestSupport
import Testing

@testable import HTTP

@Suite(.unit) struct MultipartFormTests {
    private static let type = "multipart/form-data; boundary=XX"

    private func fields(_ body: String, type: String = type) throws -> [String] {
        try texts(MultipartForm.fields(Array(body.utf8), contentType: type))
    }

    private static func part(_ name: String, _ value: String) -> String {
        "--XX\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
    }

    @Test func `reads what a browser sends`() throws {
        let body = Self.part("select", "a b/c.txt") + Self.part("name", "caf\u{E9}") + "--XX--\r\n"
        #expect(try fields(body) == ["select=a b/c.txt", "name=caf\u{E9}"])
    }

    @Test(
        arguments: [
            ("--XX--", []),
            ("preamble\r\n--XX\r\ncontent-disposition:form-data;name=a\r\n\r\nb\r\n--XX--epilogue", ["a=b"]),
            ("--XX\r\nX: y\r\nContent-Disposition: form-data; name=a; filename=f\r\n\r\n\r\n--XX--", ["a="]),
            ("--XX\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n\r\n--XX--", ["a=\r\n"]),
            ("--XX\r\nContent-Disposition: form-data; name=a\r\n\r\n--X\r\n-XX\r\n--XX--", ["a=--X\r\n-XX"]),
        ] as [(String, [String])])
    func `keeps values as they are`(body: String, expected: [String]) throws {
        #expect(try fields(body) == expected)
    }

    @Test func `values are bytes of any kind`() throws {
        let head = Array("--XX\r\nContent-Disposition: form-data; name=a\r\n\r\n".utf8)
        let value: [UInt8] = [0, 0xFF, 0x0D, 0x0A, 0x2D, 0x2D]
        let found = try MultipartForm.fields(head + value + Array("\r\n--XX--".utf8), contentType: Self.type)
        #expect(found.map(\.value) == [value])
    }

    @Test(arguments: [
        "", "--X", "nothing", "--XX", "--XX\r\n", "--XXX\r\n", "--XX\r\n--XX", "--XX\r\n--XX--",
        "--XX\n--XX--",
        "--XX\r\n\r\n--XX--", "--XX\r\n\r\n\r\n--XX--", "--XX\r\n--XX\r\n--XX--\r\n", "--XX\r",
        "--XX\r\nContent-Disposition: form-data\r\n\r\nb\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data; name=a\r\nb\r\n--XX--",
        "--XX\r\nContent-Type: text/plain; name=a\r\n\r\nb\r\n--XX--",
        "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\nb--XX--",
        "--XX\r\nContent-Disposition: form-data; name=a\r\n\r\nb\r\n--XX",
    ])
    func `what is no form is an error`(body: String) {
        #expect(throws: FormError.self) { try fields(body) }
    }

    @Test(arguments: [
        "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"\"",
    ])
    func `a type without a boundary is an error`(type: String) {
        #expect(throws: FormError.noBoundary) { try fields("--XX--", type: type) }
    }

    @Test func `a boundary has at most 70 bytes`() throws {
        for count in [70, 71] {
            let boundary = String(repeating: "b", count: count)
            let result = Result { try fields("--\(boundary)--", type: "m; boundary=\(boundary)") }
            #expect((try? result.get()) == (count == 70 ? [] : nil))
        }
    }

    @Test(arguments: ["--XX\r\n", "\r\n--XX", "\r\n", "\r", "-", "--X", "a", "--XX\r\n\r\n", "\r\n--X"])
    func `each byte of anything is looked at a few times`(pattern: String) {
        let filling = String(repeating: pattern, count: 100_000 / pattern.utf8.count)
        for text in [filling, Self.part("a", filling) + "--XX--", "--XX\r\n" + filling] {
            let body = CountingCollection(text.utf8)
            _ = try? MultipartForm.parse(body, contentType: Self.type)
            #expect(body.looksPerElement <= 10)
        }
    }

    @Test func `a boundary that nearly repeats is tried at each place once`() {
        let boundary = String(repeating: "-", count: 69) + "x"
        let body = CountingCollection(String(repeating: "-", count: 100_000).utf8)
        _ = try? MultipartForm.parse(body, contentType: "m; boundary=\(boundary)")
        #expect(body.looksPerElement <= 80)
    }

    @Test func `each byte of many parts is looked at a few times`() throws {
        let part = Self.part("select", "a")
        let body = CountingCollection((String(repeating: part, count: 2000) + "--XX--").utf8)
        #expect(try MultipartForm.parse(body, contentType: Self.type).count == 2000)
        #expect(body.looksPerElement <= 10)
    }
}
