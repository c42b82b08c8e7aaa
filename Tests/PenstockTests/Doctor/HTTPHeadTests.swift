import TestSupport
import Testing

@testable import penstock

@Suite(.unit) struct HTTPHeadTests {
    @Test func `names are found in any case`() throws {
        let head = try #require(
            HTTPHead(["HTTP/1.1 206 Partial Content", "Content-Length: 12", "x-penstock-probe:cgi; x", "odd"])
        )
        #expect(head.status == 206)
        #expect(head["CONTENT-LENGTH"] == "12" && head.contentLength == 12)
        #expect(head["X-Penstock-Probe"] == "cgi; x")
        #expect(head["Missing"] == nil)
    }

    @Test func `a value does nothing to a terminal`() {
        #expect(
            HTTPHead(["HTTP/1.1 200 OK", "Content-Encoding: a\u{1B}[31mé"])?["Content-Encoding"] == "a?[31m?")
    }

    @Test func `HTTP 2 has no reason phrase`() { #expect(HTTPHead(["HTTP/2 200"])?.status == 200) }

    @Test(arguments: [[], [""], ["HTTP/1.1"], ["HTTP/1.1 x"], ["FTP/1 200"]])
    func `other lines are no head`(lines: [String]) { #expect(HTTPHead(lines) == nil) }
}
