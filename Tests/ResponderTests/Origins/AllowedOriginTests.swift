import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct AllowedOriginTests {
    /// What becomes of a list that names nothing but a text.
    private func answer(sources: String, allowed: [String]) throws -> RespondingSite.Answer {
        let site = try RespondingSite("origins", allowedOrigins: allowed)
        try site.tree.file("lists/x.json", #"[{"name": "a", "text": "abc"}]"#)
        return site.ask(
            "/x.zip", ["PENSTOCK_MANIFEST": site.tree.at("lists").text, "PENSTOCK_SOURCES": sources])
    }

    private static let allowed = [
        "http://unix:/run/app.sock:/", "https://cdn.example.org/media", "s3://photos/2024/",
    ]

    @Test(arguments: [
        "https://cdn.example.org/media/", "https://CDN.example.org:443/media/deep/", "s3://photos/2024",
        "/s3/=s3://photos/2024/p/ old=https://cdn.example.org/media/old",
        "https://elsewhere/=https://cdn.example.org/media/",
        "https://elsewhere/=/tmp", "elsewhere=/tmp",
    ])
    func `items beneath allowed origins are taken, and directories`(sources: String) throws {
        #expect(try answer(sources: sources, allowed: Self.allowed).status == 200)
        #expect(try answer(sources: sources, allowed: []).status == 200)
    }

    @Test(arguments: [
        "https://cdn.example.org/", "https://cdn.example.org/mediax/", "http://cdn.example.org/media/",
        "https://cdn.example.org:444/media/", "s3://photos/", "s3://photos/20245/", "/s3/=s3://photos/",
        "a=http://127.0.0.1:22/", "https://cdn.example.org/media/=http://inside/",
    ])
    func `an item beneath no allowed origin is a 500 that names it`(sources: String) throws {
        let answer = try answer(sources: "https://cdn.example.org/media/ " + sources, allowed: Self.allowed)
        #expect(answer.status == 500)
        #expect(
            answer.log["outcome"]?.hasSuffix("PENSTOCK_SOURCES \(sources) is beneath no allowed origin")
                == true)
    }

    @Test func `what may be allowed is an application, a URL or a bucket`() {
        for text in Self.allowed + ["http://app:8000/", "s3://abc", "https://cdn/%6d"] {
            #expect(ResponderConfiguration.isOrigin(text), "\(text)")
        }
        for text in ["", "s3://", "https://", "ftp://a/", "/srv", "https://a/?x"] {
            #expect(!ResponderConfiguration.isOrigin(text), "\(text)")
        }
    }
}
