import FileTree
import HTTP
import HTTPClient
import Lists
import SystemCalls
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct ListRefusalTests {
    @Test(arguments: [
        (HTTPClientError.unreachable("no secret.sock"), Status.badGateway), (.timedOut, .gatewayTimeout),
        (.malformed("secret"), .badGateway), (.brokenOff("secret"), .badGateway),
    ])
    func `an application that does not answer may be asked again`(error: HTTPClientError, status: Status) {
        let refusal = Refusal(error)
        #expect(refusal.status == status)
        #expect(refusal.reason.hasPrefix("application: "))
        #expect(refusal.headers == [Header("Retry-After", "5")])
        #expect(!refusal.detail.contains("secret"))
    }

    @Test func `nobody is told what nobody waits for`() {
        #expect(Refusal(HTTPClientError.abandoned) == .abandoned)
        #expect(Refusal(ListPlanError.abandoned, TreePolicy()) == .abandoned)
        #expect(Refusal(ListPlanError.list(.input(.abandoned)), TreePolicy()) == .abandoned)
    }

    @Test(arguments: [
        (ListPlanError.list(.input(.timedOut)), Status.gatewayTimeout, true, "too long"),
        (.list(.input(.brokenOff("why"))), .badGateway, true, "broke off: why"),
        (.list(.input(.tooLarge)), .badGateway, false, "PENSTOCK_MANIFEST_MAX_BYTES"),
        (
            .list(.malformed(ListPosition(line: 7, entry: 5), field: "path", reason: "leads upwards")),
            .badGateway,
            false, "list: line 7, path: leads upwards"
        ),
        (
            .list(.malformed(ListPosition(entry: 5), field: nil, reason: "no object")), .badGateway, false,
            "list: entry 5: no object"
        ),
        (
            .origin(ListPosition(entry: 5), field: "s3", reason: "s3://photos/x: 403", mayPass: false),
            .badGateway, false, "origin: entry 5, s3: s3://photos/x: 403"
        ),
        (
            .origin(ListPosition(line: 7, entry: 5), field: "url", reason: "http://a/x: 500", mayPass: true),
            .badGateway, true, "origin: line 7, url: http://a/x: 500"
        ),
        (.empty, .badGateway, false, "list: the list is empty"),
        (.exceeds(.bytes(nil)), .contentTooLarge, false, "limit"),
        (.exceeds(.entries), .contentTooLarge, false, "limit"),
        (.exhausted(SystemCallError("open", errno: 24)), .serviceUnavailable, true, "open"),
    ])
    func `what is wrong with a list goes into the log`(
        error: ListPlanError, status: Status, retries: Bool, reason: String
    ) {
        let refusal = Refusal(error, TreePolicy())
        #expect(refusal.status == status)
        #expect(refusal.headers.contains { $0.name == "Retry-After" } == retries)
        #expect(refusal.reason.contains(reason), "\(refusal.reason)")
        #expect(!refusal.detail.contains("line 7") && !refusal.detail.contains("entry 5"))
        #expect(!refusal.detail.contains("://"))
        #expect(refusal.detail.contains("site did not say correctly") == refusal.reason.hasPrefix("list: "))
    }
}
