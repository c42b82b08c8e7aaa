import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct ErrorDocumentTests {
    @Test(
        arguments: [
            (nil, "text/plain; charset=utf-8"), ("", "text/plain; charset=utf-8"),
            ("*/*", "text/plain; charset=utf-8"),
            ("image/png, */*", "text/plain; charset=utf-8"), ("text/plain", "text/plain; charset=utf-8"),
            ("application/json", "application/problem+json"),
            ("Application/JSON", "application/problem+json"),
            ("application/problem+json;q=0.9", "application/problem+json"),
            ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
            (" application/xhtml+xml ; q=1", "text/html; charset=utf-8"),
            ("image/png, application/json, text/html", "application/problem+json"),
            ("text/plain, text/html", "text/plain; charset=utf-8"), (",,;", "text/plain; charset=utf-8"),
            ("text/html;q=0, application/json", "application/problem+json"),
            ("text/html; q=0.000", "text/plain; charset=utf-8"),
            ("text/html;q=x", "text/html; charset=utf-8"),
            ("xapplication/json", "text/plain; charset=utf-8"),
        ] as [(String?, String)])
    func `is of the form that the client likes best`(accept: String?, mediaType: String) {
        #expect(ErrorDocument(.notFound("x"), accept: accept, reference: "r").mediaType == mediaType)
    }

    @Test func `is one line of text`() {
        let document = ErrorDocument(.notFound("secret"), accept: nil, reference: "r")
        #expect(document.body == "404 Not Found: There is nothing here by that name.\n")
    }

    @Test func `a problem has title, status and detail`() {
        let document = ErrorDocument(
            .badRequest("a \"b\" \\ \n c"), accept: "application/json", reference: "r")
        let expected =
            #"{"title":"Bad Request","status":400,"detail":"The request is malformed: a \"b\" \\ \u000a c."}"#
            + "\n"
        #expect(document.body == expected)
    }

    @Test func `a fault gives the reference that the log has, and no reason`() {
        let refusal = Refusal.misconfigured("root /srv/secret")
        let json = ErrorDocument(refusal, accept: "application/json", reference: "r-1")
        #expect(json.body.contains("\"reference\":\"r-1\""))
        let text = ErrorDocument(refusal, accept: nil, reference: "r-1")
        #expect(text.body.hasSuffix("Reference: r-1\n"))
        let page = ErrorDocument(refusal, accept: "text/html", reference: "<r>&\"")
        #expect(page.body.contains("Reference: &lt;r&gt;&amp;&quot;"))
        for document in [json, text, page] { #expect(!document.body.contains("secret")) }
        #expect(
            !ErrorDocument(.notFound("x"), accept: "application/json", reference: "r-1").body.contains("r-1"))
    }

    @Test func `no markup gets into a page`() {
        let document = ErrorDocument(.badRequest("<script>&\""), accept: "text/html", reference: "r")
        #expect(document.body.contains("malformed: &lt;script&gt;&amp;&quot;."))
        #expect(document.body.contains("<h1>400 Bad Request</h1>"))
        #expect(!document.body.contains("<script"))
    }
}
