import TestSupport
import Testing

@testable import HTTPClient

@Suite(.unit) struct HTTPRequestTests {
    @Test(
        arguments: [
            ("X", [0x61, 0x0D, 0x62]), ("X", [0x61, 0x0A, 0x62]), ("X", [0]), ("", [0x61]), ("A b", [0x61]),
            ("A:", [0x61]), ("A;", []), ("A\r\nB", [0x61]), ("Ä", [0x61]),
        ] as [(String, [UInt8])])
    func `refuses a field that would be more than one`(name: String, value: [UInt8]) throws {
        let request = HTTPRequest(url: "http://127.0.0.1:1/", headers: [(name, value)])
        let error = #expect(throws: HTTPClientError.self) {
            _ = try HTTPClient().send(request) { false }
        }
        #expect(error?.kind == "malformed")
    }

    @Test(arguments: [
        ("PUT", "http://127.0.0.1:1/"), ("GET /", "http://127.0.0.1:1/"), ("GET", "127.0.0.1:1/"),
        ("GET", "file:///etc/passwd"), ("GET", "ftp://127.0.0.1:1/"), ("GET", "http://127.0.0.1:1/a b"),
        ("GET", "http://127.0.0.1:1/a\r\nb"), ("GET", "http://127.0.0.1:1/\0"),
        ("GET", "http://a:b@127.0.0.1:1/"),
        ("GET", "http://"), ("GET", "http://127.0.0.1:99999/"),
    ])
    func `refuses what is no request`(method: String, url: String) throws {
        let error = #expect(throws: HTTPClientError.self) {
            _ = try HTTPClient().send(HTTPRequest(method: method, url: url)) { false }
        }
        #expect(error?.kind == "malformed", "\(String(describing: error))")
    }
}
