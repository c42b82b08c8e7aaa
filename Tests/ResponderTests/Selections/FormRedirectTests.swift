import TestSupport
import Testing

@testable import Responder

/// What a form gets that was sent from a page.
@Suite(.unit) struct FormRedirectTests {
    private let site: RespondingSite

    init() throws {
        site = try RespondingSite("forms")
        for name in ["a b", "c+d", "sub/e", "sub/f"] { try site.tree.file("d/\(name)", name) }
        try site.tree.file("other/a b", "another")
        for number in 0..<Self.many { try site.tree.file("d/\(Self.name(number).text)", "\(number)") }
    }

    /// Enough that their names do not fit into a URL.
    private static let many = 100

    private static func name(_ number: Int) -> BytePath {
        BytePath("a name of a file that is rather long \(number)")
    }

    private static let page = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

    private func post(
        _ path: String, _ form: String, query: String = "", accept: String? = Self.page
    ) -> RespondingSite.Answer {
        var variables = ["CONTENT_TYPE": "application/x-www-form-urlencoded"]
        variables["HTTP_ACCEPT"] = accept
        return site.ask(path, method: "POST", query: query, variables, body: Array(form.utf8))
    }

    private func location(_ answer: RespondingSite.Answer) throws -> String {
        let location = try #require(answer.headers["Location"])
        #expect(answer.status == 303 && answer.end == .finished && location.hasPrefix("?"))
        #expect(answer.headers["Cache-Control"] == "no-store" && answer.log["outcome"] == "redirected")
        #expect(answer.headers["Content-Length"] == String(answer.body.count) && answer.body.count > 100)
        return String(location.dropFirst())
    }

    private static let long = (0..<many).map { "&select=\(name($0).text)" }.joined().replacing(" ", with: "+")

    private static let forms: [(path: String, form: String, query: String)] = [
        ("/d/", "format=zip&select=a+b&select=c%2Bd", ""), ("/d.zip", "select=sub", ""), ("/d.zip", "", ""),
        ("/d", "select=sub&select=sub/e", "format=tar"),
        ("/d/", "format=tar.gz&only=selected&select=sub/f", ""),
        ("/d/", "format=zip&name=holiday", "select=a+b"), ("/d/", "format=zip\(long)", ""),
        ("/d.tar", long, "select=c%2Bd&u=1"),
    ]

    @Test(arguments: forms)
    func `the URL has what a program gets at once`(path: String, form: String, query: String) throws {
        for accept in [nil, "*/*", "application/json, text/html", "text/plain"] as [String?] {
            let direct = post(path, form, query: query, accept: accept)
            #expect(direct.status == 200 && !direct.body.isEmpty)
            let target = try location(post(path, form, query: query))
            let answer = site.ask(path, query: target)
            #expect(answer.status == 200 && answer.body == direct.body)
            #expect(answer.headers["ETag"] == direct.headers["ETag"])
            #expect(answer.headers["Content-Disposition"] == direct.headers["Content-Disposition"])
            #expect(target.contains("selection=") == (form.utf8.count > 4096))
        }
    }

    private static let wrongForms: [(path: String, form: String, status: Int)] = [
        ("/d/", "format=rar", 400), ("/d/", "format=zip&select=../x", 400), ("/d/", "select=a", 404),
        ("/d/", "format=zip&only=selected", 400), ("/d/../x", "format=zip", 400),
        ("/d/", "format=zip&select=%zz", 400), ("/d/", "format=zip&selection=x", 400),
    ]

    @Test(arguments: wrongForms)
    func `what is wrong with a form is said at once`(path: String, form: String, status: Int) {
        #expect(post(path, form).status == status)
    }

    @Test func `what is not there is said at the URL`() throws {
        let target = try location(post("/d/", "format=zip&select=none"))
        #expect(site.ask("/d/", query: target).status == 404)
    }

    @Test func `a part of a long selection can be fetched`() throws {
        let target = try location(post("/d.tar", Self.long))
        let whole = site.ask("/d.tar", query: target)
        let part = site.ask("/d.tar", query: target, ["HTTP_RANGE": "bytes=1000-1999"])
        #expect(part.status == 206 && part.body == Array(whole.body[1000..<2000]))
        #expect(site.ask("/d.tar", method: "HEAD", query: target).headers == whole.headers)
    }

    @Test func `a kept selection is of its own folder and root`() throws {
        let target = try location(post("/d/", "format=zip" + Self.long))
        #expect(site.ask("/d/", query: target).status == 200)
        let places: [(String, [String: String])] = [
            ("/other/", [:]), ("/d", [:]), ("/", [:]), ("/d/", ["PENSTOCK_ROOT": site.tree.path + "/."]),
        ]
        for (path, variables) in places {
            let answer = site.ask(path, query: target, variables)
            #expect(answer.status == 410, "\(path)")
            #expect(String(decoding: answer.body, as: UTF8.self).contains("Go back and select again"))
        }
    }

    @Test func `the location decides about a kept selection at each request`() throws {
        let target = try location(post("/d/", "format=zip" + Self.long))
        let limited = site.ask("/d/", query: target, ["PENSTOCK_MAX_ENTRIES": "50"])
        #expect(limited.status == 413)
        #expect(site.ask("/d/", query: target, ["PENSTOCK_FORMATS": "tar"]).status == 404)
        let excluded = site.ask("/d/", query: target, ["PENSTOCK_EXCLUDE": "*long*"])
        #expect(excluded.status != 200)
    }

    @Test(arguments: ["0123456789abcdef0123456789abcdef", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"])
    func `an unknown selection is gone`(digits: String) {
        for method in ["GET", "HEAD"] {
            #expect(site.ask("/d/", method: method, query: "format=zip&selection=\(digits)").status == 410)
        }
        #expect(post("/d/", "format=zip&selection=\(digits)").status == 410)
    }

    @Test func `a kept selection can be added to`() throws {
        let first = try location(post("/d/", "format=tar" + Self.long))
        let digits = first.prefix { $0 != "&" }
        #expect(digits.hasPrefix("selection="))
        let second = try location(post("/d/", "select=sub", query: first))
        #expect(second.contains("selection=") && !second.contains(digits))
        let whole = site.ask("/d/", query: second)
        #expect(whole.body == post("/d/", "format=tar&select=sub" + Self.long, accept: nil).body)
        #expect(site.ask("/d/", query: "\(first)&select=sub").body == whole.body)
    }
}
