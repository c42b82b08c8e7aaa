import HTTP
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct PassedHeadTests {
    private func lines(_ headers: [(String, String)], status: Int = 200) -> [String] {
        let head = PassedHead.head(
            status: status, headers: headers.map { (name: $0.0, value: Array($0.1.utf8)) })
        #expect(head.status.rawValue == status)
        return head.headers.map { "\($0.name): \($0.text)" }
    }

    @Test func `fields arrive in their order and as they are`() {
        let headers = [
            ("content-type", "text/html"), ("Set-Cookie", "a=1"), ("SET-COOKIE", "b=2"),
            ("Location", "/login"),
            ("X-Accel-Redirect", "/internal/x"), ("Content-Length", "7"), ("Content-Encoding", "gzip"),
            ("ETag", "\"x\""), ("X-Archive-Files", "zip"), ("Date", "now"), ("Empty", ""), ("Trailers", "x"),
        ]
        #expect(lines(headers, status: 302) == headers.map { "\($0.0): \($0.1)" })
    }

    @Test(arguments: [
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "TE", "Trailer",
        "Transfer-Encoding",
        "Upgrade", "transfer-encoding", "Status", "STATUS",
    ])
    func `fields of one connection stay there`(name: String) {
        #expect(lines([(name, "x"), ("A", "b")]) == ["A: b"])
    }

    @Test func `what Connection names stays there as well`() {
        let headers = [
            ("X-One", "1"), ("Connection", "close, X-ONE ,\tx-two"), ("X-Two", "2"),
            ("connection", "X-Three"),
            ("x-three", "3"), ("X-Four", "4"),
        ]
        #expect(lines(headers) == ["X-Four: 4"])
    }

    @Test func `what would be more than a field is left out`() {
        #expect(
            lines([("A", "b\r\nX: y"), ("B", "x\u{0}"), ("C D", "x"), ("", "x"), ("E", "a\tb")]) == [
                "E: a\tb"
            ])
    }

    @Test func `bytes that are no ASCII are passed on`() {
        let head = PassedHead.head(status: 999, headers: [("A", [0xFF, 0x80, 0x20])])
        #expect(head.headers.map(\.value) == [[0xFF, 0x80, 0x20]])
        #expect(head.encoded.starts(with: Array("Status: 999 ".utf8)))
    }
}
