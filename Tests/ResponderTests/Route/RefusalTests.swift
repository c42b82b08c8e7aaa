import FileTree
import HTTP
import Plan
import SystemCalls
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct RefusalTests {
    @Test(
        arguments: [
            (.notFound, 404),
            (.unreadable(path: Array("secret".utf8), .failed(SystemCallError("openat2", errno: 13))), 403),
            (.unreadable(path: Array("secret".utf8), .failed(SystemCallError("read", errno: 5))), 500),
            (.unreadable(path: Array("secret".utf8), .socket), 403),
            (.exceeds(.bytes(7)), 413), (.exceeds(.bytes(nil)), 413), (.exceeds(.entries), 413),
            (.exceeds(.depth), 413),
            (.exhausted(SystemCallError("openat2", errno: 24)), 503), (.abandoned, 503), (.leavesRoot, 400),
        ] as [(PlanError, Int)])
    func `every reason for no plan has its status and keeps paths to itself`(error: PlanError, status: Int) {
        let refusal = Refusal(error, TreePolicy())
        #expect(refusal.status.rawValue == status)
        #expect(!refusal.detail.contains("secret"))
        #expect(!refusal.reason.isEmpty)
        let retries = refusal.headers.contains { $0.name == "Retry-After" }
        #expect(retries == (status == 503))
    }

    @Test(
        arguments: [
            (
                .bytes(5_502_659_584),
                "What was asked for holds 5.5 GB; at most 4.0 GB can be downloaded at once here."
            ),
            (.bytes(nil), "What was asked for holds more; at most 4.0 GB can be downloaded at once here."),
            (
                .entries,
                "What was asked for holds more than 10,000 files and folders, which is the most that can be downloaded at "
                    + "once here."
            ),
            (
                .depth,
                "What was asked for has more than 128 levels of folders, which is the most that can be downloaded at once "
                    + "here."
            ),
        ] as [(PlanError.Limit, String)])
    func `who asks for too much learns how much it is and how much may be`(
        limit: PlanError.Limit, text: String
    ) {
        var policy = TreePolicy()
        policy.maxBytes = 4_000_000_000
        policy.maxEntries = 10_000
        #expect(Refusal(.exceeds(limit), policy).advice == "\(text) Select a part of it.")
    }

    @Test func `the log learns what cannot be read, and why`() {
        let error = PlanError.unreadable(
            path: [0x61, 0xFF], .failed(SystemCallError("openat2", errno: 13)))
        #expect(
            Refusal(error, TreePolicy()).reason == "a%FF cannot be in the archive: openat2: Permission denied"
        )
    }

    @Test func `every form that cannot be read is a bad request of its own`() {
        let errors: [FormError] = [
            .malformedEscape, .noBoundary, .noParts, .cutOff, .partWithoutHeader, .partWithoutName, .notText,
            .notFields, .emptyList,
        ]
        let refusals = errors.map { Refusal($0) }
        #expect(refusals.allSatisfy { $0.status == .badRequest })
        #expect(Set(refusals.map(\.reason)).count == errors.count)
    }

    @Test func `a wrong method is told the right ones`() {
        #expect(Refusal.methodNotAllowed.status.rawValue == 405)
        #expect(Refusal.methodNotAllowed.headers == [Header("Allow", "GET, HEAD, POST")])
    }
}
