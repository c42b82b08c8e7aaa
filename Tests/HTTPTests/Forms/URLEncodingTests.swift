import TestSupport
import Testing

@testable import HTTP

@Suite(.unit) struct URLEncodingTests {
    @Test(
        arguments: [
            ("", []), ("&&", []), ("a=b", ["a=b"]), ("a", ["a="]), ("a=", ["a="]), ("=b", ["=b"]),
            ("a=b=c", ["a=b=c"]),
            ("a=1&a=2", ["a=1", "a=2"]), ("&a=1&", ["a=1"]), ("a+b=c+d", ["a b=c d"]),
            ("%61=%2B%26%3D", ["a=+&="]),
            ("a=%2541", ["a=%41"]), ("a=%C3%a9", ["a=\u{E9}"]), ("a=\u{E9}", ["a=\u{E9}"]),
            ("a;b=c", ["a;b=c"]),
        ] as [(String, [String])])
    func `decodes once`(text: String, expected: [String]) throws {
        #expect(try texts(URLEncoding.parse(text.utf8)) == expected)
    }

    @Test func `values are bytes of any kind`() throws {
        let fields = try URLEncoding.parse("a=%00%ff%0A".utf8)
        #expect(fields.map(\.value) == [[0, 0xFF, 0x0A]])
    }

    @Test(arguments: ["%", "a=%", "a=%4", "a=%4g", "a=%g4", "a=%%41", "a=% 1", "%zz=a", "a=%+1", "a=%-1"])
    func `a malformed escape is an error`(text: String) {
        #expect(throws: FormError.malformedEscape) { try URLEncoding.parse(text.utf8) }
    }

    @Test func `a form has no more fields than a selection may have names`() throws {
        for (count, fits) in [(FormFields.limit, true), (FormFields.limit + 1, false)] {
            let list = Array(repeating: "\"a\"", count: count).joined(separator: ",")
            let part = "--b\r\nContent-Disposition: form-data; name=x\r\n\r\n\r\n"
            let parsers: [() throws -> Int] = [
                { try URLEncoding.fields(Array(String(repeating: "a&", count: count).utf8)).count },
                { try JSONForm.fields(Array("{\"a\": [\(list)]}".utf8)).count },
                {
                    let body = String(repeating: part, count: count) + "--b--"
                    return try MultipartForm.fields(
                        Array(body.utf8), contentType: "multipart/form-data; boundary=b"
                    ).count
                },
            ]
            for parse in parsers {
                if fits {
                    #expect(try parse() == count)
                } else {
                    #expect(throws: FormError.tooManyFields) { try parse() }
                }
            }
        }
    }

    @Test(arguments: ["a&", "a=%41&", "&", "%41", "+"])
    func `each byte of anything is looked at a few times`(pattern: String) throws {
        let body = CountingCollection(String(repeating: pattern, count: 100_000 / pattern.utf8.count).utf8)
        _ = try URLEncoding.parse(body)
        #expect(body.looksPerElement <= 6)
    }
}
