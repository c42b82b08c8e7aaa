import TestSupport
import Testing

@testable import HTTP

@Suite(.unit) struct HeaderParametersTests {
    @Test(arguments: [
        ("multipart/form-data; boundary=x", "x"), ("multipart/form-data;boundary=x", "x"),
        ("m;  \t boundary=x \t; a=b", "x"), ("m; BOUNDARY=X", "X"), ("m; boundary=\"a;b\"", "a;b"),
        (#"m; boundary="a\"b\\c""#, #"a"b\c"#), ("m; boundary=\"\"", ""), ("m; boundary=", ""),
        ("m; a=\"; boundary=evil\"; boundary=good", "good"), ("m; a; boundary=x", "x"),
        ("m; a=\"x\"y; boundary=z", "z"),
        ("m; boundary=\"open", "open"), ("m; boundary=1; boundary=2", "1"), ("; boundary=x", "x"),
        (";;; boundary=x", "x"),
    ])
    func `finds a parameter`(header: String, value: String) {
        #expect(HeaderParameters.value(of: "boundary", in: header) == value)
    }

    @Test(arguments: [
        "", ";", "m", "m; a=b", "boundary=x", "m; xboundary=x", "m; boundary", "m; a=\"boundary=x\"",
        "m; a=\"; boundary=x", "m; boundary x",
    ])
    func `finds none where there is none`(header: String) {
        #expect(HeaderParameters.value(of: "boundary", in: header) == nil)
    }

    @Test(arguments: [";", "; a", "; a=", "; a=\"\"", "\"", "; a=\"\\", "="])
    func `each character of a long header is looked at a few times`(pattern: String) {
        let text = "m" + String(repeating: pattern, count: 100_000 / pattern.utf8.count)
        let header = CountingCollection(text)
        _ = HeaderParameters.value(of: "boundary", in: header)
        #expect(header.looksPerElement <= 5)
    }
}
