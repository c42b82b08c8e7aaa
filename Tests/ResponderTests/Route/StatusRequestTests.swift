import Gateway
import HTTP
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct StatusRequestTests {
    private func request(_ query: String, accept: String? = nil) throws -> StatusRequest {
        try StatusRequest(try URLEncoding.fields(Array(query.utf8)), accept: accept)
    }

    private static let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    private static let prometheus =
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
        + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1"

    @Test(
        arguments: [
            ("", nil, .text), ("", "*/*", .text), ("", browser, .html), ("", "application/json", .json),
            ("", prometheus, .metrics),
            ("", "application/vnd.google.protobuf;proto=x, " + prometheus, .metrics),
            ("x=1", nil, .text),
            ("json", browser, .json), ("html", nil, .html), ("text", browser, .text),
            ("openmetrics", browser, .metrics), ("ping", browser, .ping), ("json=", nil, .json),
            ("json=1", nil, .text),
            ("format=json", nil, .json), ("format=html", nil, .html), ("format=text", browser, .text),
            ("format=openmetrics", nil, .metrics), ("format=ping", nil, .ping),
        ] as [(String, String?, StatusRequest.Form)])
    func `the query decides on the form, and else what is accepted`(
        query: String, accept: String?, form: StatusRequest.Form
    ) throws {
        #expect(try request(query, accept: accept).form == form)
    }

    @Test(arguments: ["format=zip", "format=", "format=JSON"])
    func `a form that there is not is refused`(query: String) {
        let refusal = #expect(throws: Refusal.self) { try request(query) }
        #expect(refusal?.status == .badRequest)
    }

    @Test(arguments: [("", false), ("full", true), ("full=", true), ("json&full", true)])
    func `all there is comes if it is asked for`(query: String, isFull: Bool) throws {
        #expect(try request(query).isFull == isFull)
    }

    @Test(
        arguments: [
            ("", nil), ("refresh=5", 5), ("refresh=3600", 3600), ("refresh=0", nil), ("refresh=-1", nil),
            ("refresh=3601", nil), ("refresh=5;url=http://x", nil), ("refresh", nil),
        ] as [(String, Int?)])
    func `a page is refreshed after seconds, and leads nowhere else`(query: String, seconds: Int?) throws {
        #expect(try request(query).refresh == seconds)
    }
}
