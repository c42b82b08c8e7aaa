import HTTP
import TestSupport
import Testing

@testable import Pages
@testable import Responder

@Suite(.unit) struct ErrorDocumentTests {
    private static func text(_ document: ErrorDocument) -> String {
        String(decoding: document.body, as: UTF8.self)
    }

    @Test(
        arguments: [
            (nil, "text/plain; charset=utf-8"), ("*/*", "text/plain; charset=utf-8"),
            ("text/plain, text/html", "text/plain; charset=utf-8"),
            ("application/json", "application/problem+json"), ("text/html", "text/html; charset=utf-8"),
        ] as [(String?, String)])
    func `is of the form that the client likes best`(accept: String?, mediaType: String) {
        let document = ErrorDocument(.notFound("x"), accept: accept, reference: "r")
        #expect(document.headers.first { $0.name.description == "Content-Type" }?.text == mediaType)
    }

    @Test func `is one line of text`() {
        let document = ErrorDocument(.notFound("secret"), accept: nil, reference: "r")
        #expect(
            Self.text(document)
                == "404 Not Found: There is nothing here by that name. It may have been moved or deleted since the page "
                + "with the link was made.\n")
    }

    @Test func `a problem has title, status and detail`() {
        let refusal = Refusal(status: .badRequest, reason: "", message: "a \"b\" \\ \n c", advice: "d")
        let document = ErrorDocument(refusal, accept: "application/json", reference: "r")
        #expect(
            Self.text(document)
                == #"{"title":"Bad Request","status":400,"detail":"a \"b\" \\ \u000a c. d"}"# + "\n")
    }

    @Test func `a fault gives the reference that the log has, and no reason`() {
        let refusal = Refusal.misconfigured("root /srv/secret")
        let json = ErrorDocument(refusal, accept: "application/json", reference: "r-1")
        #expect(Self.text(json).contains("\"reference\":\"r-1\""))
        let text = ErrorDocument(refusal, accept: nil, reference: "r-1")
        #expect(Self.text(text).hasSuffix("Reference: r-1\n"))
        let page = ErrorDocument(refusal, accept: "text/html", reference: "<r>&\"")
        #expect(Self.text(page).contains("Reference: &lt;r&gt;&amp;&quot;"))
        for document in [json, text, page] { #expect(!Self.text(document).contains("secret")) }
        let other = ErrorDocument(.notFound("x"), accept: "application/json", reference: "r-1")
        #expect(!Self.text(other).contains("r-1"))
    }

    @Test func `no markup gets into a page`() {
        let document = ErrorDocument(
            .badRequest("<script>&\""), accept: "text/html", reference: "r", ways: [.init(to: "?a&b", "<i>")])
        let page = Self.text(document)
        #expect(page.contains("<h1>The request is malformed: &lt;script&gt;&amp;&quot;</h1>"))
        #expect(page.contains("href=\"?a&amp;b\">&lt;i&gt;</a>"))
        #expect(!page.contains("<script") && !page.contains("<i>"))
    }

    @Test func `a page may load its own style and nothing else`() throws {
        let document = ErrorDocument(.notFound("x"), accept: "text/html", reference: "r")
        let policy = document.headers.first { $0.name.description == "Content-Security-Policy" }
        let source = try #require(policy?.text.split(separator: "; ").first { $0.hasPrefix("style-src ") })
        #expect(source == "style-src \(Style.source)")
        #expect(policy?.text.hasPrefix("default-src 'none';") == true)
        #expect(!Self.text(document).contains("style="))
    }
}
