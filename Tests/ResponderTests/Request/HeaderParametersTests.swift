import TestSupport
import Testing

@testable import Responder

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
    func `a long header takes no time`(pattern: String) {
        let header = "m" + String(repeating: pattern, count: 200_000 / pattern.utf8.count)
        let duration = ContinuousClock().measure { _ = HeaderParameters.value(of: "boundary", in: header) }
        #expect(duration < .seconds(5))
    }
}
