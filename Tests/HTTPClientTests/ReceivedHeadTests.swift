import TestSupport
import Testing

@testable import HTTPClient

@Suite(.unit) struct ReceivedHeadTests {
    private func head(_ lines: String...) throws -> ReceivedHead {
        var head = ReceivedHead()
        for line in lines { try head.take(Array(line.utf8)) }
        return head
    }

    @Test func `joins a folded line to the value above`() throws {
        let head = try head("HTTP/1.1 200 OK\r\n", "A: b\r\n", " \tc \r\n", "D:\n", "\r\n")
        #expect(head.isComplete)
        #expect(head.headers.map(\.name) == ["A", "D"])
        #expect(head.headers.map(\.value) == [Array("b c".utf8), []])
    }

    @Test(arguments: [
        ["HTTP/1.1 20 OK\r\n"], ["HTTP/1.1 099 OK\r\n"], ["HTTP/1.1\r\n"], ["ICY 200 OK\r\n"], ["\r\n"],
        ["HTTP/1.1 200 OK\r\n", "A b: c\r\n"], ["HTTP/1.1 200 OK\r\n", ": c\r\n"],
        ["HTTP/1.1 200 OK\r\n", " folded\r\n"], ["HTTP/1.1 200 OK\r\n", "A: b\rC: d\r\n"],
        ["HTTP/1.1 200 OK\r\n", "A: \0\r\n"], ["HTTP/1.1 103 Early Hints\r\n", "\r\n", "A: b\r\n"],
    ])
    func `refuses lines that are no head`(lines: [String]) {
        let error = #expect(throws: HTTPClientError.self) {
            var head = ReceivedHead()
            for line in lines { try head.take(Array(line.utf8)) }
        }
        #expect(error?.kind == "malformed")
    }

    @Test(arguments: [(0, true), (1, false)])
    func `takes 32 KiB and no byte more`(excess: Int, isTaken: Bool) {
        var head = ReceivedHead()
        let status = Array("HTTP/1.1 200\r\n".utf8)
        let padding = [UInt8](repeating: 0x78, count: (32 << 10) - status.count - 7 + excess)
        let field = Array("X: ".utf8) + padding + Array("\r\n".utf8)
        let lines = [status, field, Array("\r\n".utf8)]
        var error: HTTPClientError?
        for line in lines where error == nil {
            do throws(HTTPClientError) { try head.take(line) } catch let failure { error = failure }
        }
        #expect(error?.kind == (isTaken ? nil : "malformed"))
        #expect(head.isComplete == isTaken)
    }
}
