import TestSupport
import Testing

@testable import HTTP

@Suite(.unit) struct DocumentFormTests {
    @Test(
        arguments: [
            (nil, nil), ("", nil), ("*/*", nil), ("image/png, */*", nil), (",,;", nil),
            ("xapplication/json", nil), ("text/html; q=0.000", nil),
            ("text/plain", .text), ("text/plain, text/html", .text),
            ("application/json", .json), ("Application/JSON", .json),
            ("application/problem+json;q=0.9", .json), ("image/png, application/json, text/html", .json),
            ("text/html;q=0, application/json", .json),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", .html),
            (" application/xhtml+xml ; q=1", .html), ("text/html;q=x", .html),
        ] as [(String?, DocumentForm?)])
    func `is the first that a client lists and does not refuse`(accept: String?, form: DocumentForm?) {
        #expect(DocumentForm(accept: accept) == form)
    }
}
