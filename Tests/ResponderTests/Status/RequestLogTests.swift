import Archive
import ByteIO
import HTTP
import Logging
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct RequestLogTests {
    @Test(
        arguments: [
            (.sink(.disconnected), "client-gone"),
            (.sink(.timedOut), "failed:the client took nothing for too long"),
            (.sink(.stopped), "failed:stopped"),
            (.sink(.failed(errno: 5)), "failed:send: Input/output error"),
            (.content(entry: 7, .endedEarly), "failed:path 7: shrank"),
            (.content(entry: 7, .vanished), "failed:path 7: vanished"),
            (.content(entry: 7, .notRegular), "failed:path 7: is no regular file any more"),
            (.content(entry: 7, .failed(call: "read", errno: 5)), "failed:path 7: read: Input/output error"),
        ] as [(ArchiveError, String)])
    func `an archive that broke off says why`(error: ArchiveError, text: String) {
        #expect(RequestLog.Outcome(error) { "path \($0)" }.text == text)
    }

    @Test func `only what an administrator must look at is an error`() {
        #expect(RequestLog.Outcome.complete.level == .info)
        #expect(RequestLog.Outcome.clientGone.level == .info)
        #expect(RequestLog.Outcome.failed("x").level == .error)
        #expect(RequestLog.Outcome.refused(.notFound, "x").level == .info)
        #expect(RequestLog.Outcome.refused(.internalServerError, "x").level == .error)
        #expect(RequestLog.Outcome.refused(.serviceUnavailable, "x").level == .warning)
        #expect(RequestLog.Outcome.refused(.notFound, "x").text == "refused:x")
    }
}
