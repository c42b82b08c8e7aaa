import HTTP
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct ResponderTests {
    private let site: RespondingSite

    init() throws {
        site = try RespondingSite(maxStreams: 1)
        try site.tree.file(
            "d/a.txt", String(repeating: "abc", count: 70_000), modified: FileTime(784_111_777))
        try FileSystem.setModified(FileTime(1000), of: site.tree.at("d"))
    }

    private static let tarLength = 212_480

    @Test func `sends a whole archive and says so`() {
        let answer = site.ask("/d.tar")
        #expect(answer.status == 200)
        #expect(answer.end == .finished)
        #expect(answer.body.count == Self.tarLength)
        #expect(answer.headers["Content-Length"] == String(Self.tarLength))
        #expect(answer.log["outcome"] == "complete")
        #expect(answer.log["bytes-sent"] == String(Self.tarLength))
        #expect(answer.log["bytes-read"] == "210000")
        #expect(answer.log["entries"] == "2")
    }

    @Test func `answers HEAD with the headers of GET and reads nothing`() {
        let (head, whole) = (site.ask("/d.tar", method: "HEAD"), site.ask("/d.tar"))
        #expect(head.status == 200)
        #expect(head.headers == whole.headers)
        #expect(head.body.isEmpty)
        #expect(head.end == .finished)
        #expect(head.log["bytes-read"] == "0")
        #expect(head.log["bytes-sent"] == "0")
    }

    @Test func `sends the part that is asked for`() {
        let whole = site.ask("/d.tar").body
        let part = site.ask("/d.tar", ["HTTP_RANGE": "bytes=1000-1999"])
        #expect(part.status == 206)
        #expect(part.headers["Content-Range"] == "bytes 1000-1999/\(Self.tarLength)")
        #expect(part.body == Array(whole[1000..<2000]))
        #expect(part.end == .finished)
    }

    @Test(arguments: ["bytes=0-", "bytes=0-0", "bytes=0-1023", "bytes=0-99999999", "bytes=,0-0"])
    func `a range from the first byte on is all while there is no length`(range: String) throws {
        for path in ["/d.zip", "/d.tar.gz"] {
            let site = try Self.site()
            let first = site.ask(path, ["HTTP_RANGE": range])
            #expect(first.status == 200 && first.end == .finished)
            #expect(first.headers["Accept-Ranges"] == "none" && first.headers["Content-Range"] == nil)
            let second = site.ask(path, ["HTTP_RANGE": range])
            #expect(second.status == 206 && second.headers["Accept-Ranges"] == "bytes")
            #expect(first.body.starts(with: second.body) && !second.body.isEmpty)
        }
    }

    @Test(arguments: ["bytes=0-", "bytes=0-0", "bytes=0-1023"])
    func `a location can have such a range wait for the length`(range: String) throws {
        for path in ["/d.zip", "/d.tar.gz"] {
            let answer = try Self.site().ask(path, ["HTTP_RANGE": range, "PENSTOCK_RANGES": "wait"])
            #expect(answer.status == 206 && answer.headers["Accept-Ranges"] == "bytes")
        }
    }

    @Test(arguments: ["bytes=1-9", "bytes=-1"])
    func `any other range waits for the length`(range: String) throws {
        #expect(try Self.site().ask("/d.zip", ["HTTP_RANGE": range]).status == 206)
    }

    @Test(arguments: ["\"other\"", "Sun, 06 Nov 1994 08:49:37 GMT", nil] as [String?])
    func `If-Range changes nothing about a range from the first byte on`(value: String?) throws {
        let site = try Self.site()
        let tag = try #require(site.ask("/d.zip", method: "HEAD").headers["ETag"])
        let answer = site.ask("/d.zip", ["HTTP_RANGE": "bytes=0-0", "HTTP_IF_RANGE": value ?? tag])
        #expect(answer.status == 200 && answer.headers["ETag"] == tag)
    }

    /// A tree that compresses, of which nothing is known yet.
    private static func site() throws -> RespondingSite {
        let site = try RespondingSite()
        try site.tree.file("d/a.txt", String(repeating: "a line of text\n", count: 20_000))
        return site
    }

    @Test(arguments: ["/d.tar", "/d.zip"])
    func `an etag in the query is a condition`(path: String) throws {
        let whole = site.ask(path)
        let tag = try #require(whole.headers["ETag"]).filter { $0 != "\"" }
        let other = String(tag.reversed())
        let range = ["HTTP_RANGE": "bytes=100-109"]
        #expect(site.ask(path, query: "etag=\(tag)").body == whole.body)
        let part = site.ask(path, query: "etag=%22\(tag)%22", range)
        #expect(part.status == 206 && part.body == Array(whole.body[100..<110]))
        let head = site.ask(path, method: "HEAD", query: "etag=W/%22\(tag)%22")
        #expect(head.status == 200 && head.headers == site.ask(path).headers)
        #expect(site.ask(path, query: "etag=\(tag)", ["HTTP_IF_NONE_MATCH": "*"]).status == 304)
        for (method, variables) in [("GET", [:]), ("GET", range), ("HEAD", [:]), ("POST", [:])] {
            let answer = site.ask(path, method: method, query: "etag=\(other)", variables)
            #expect(answer.status == 412 && answer.headers["ETag"] == "\"\(tag)\"")
        }
        #expect(site.ask(path, query: "etag=x").status == 400)
        let form = ["CONTENT_TYPE": "application/x-www-form-urlencoded"]
        func post(_ body: String) -> Int {
            site.ask(path, method: "POST", form, body: Array(body.utf8)).status
        }
        #expect(post("etag=\(tag)") == 200)
        #expect(post("etag=\(other)") == 412)
        try site.tree.file("d/b.txt", "new")
        #expect(site.ask(path, query: "etag=\(tag)", range).status == 412)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let status: Int
        var method = "GET"
        var path = "/d.tar"
        var query = ""
        var variables: [String: String] = [:]

        var testDescription: String { "\(status) \(method) \(path)?\(query) \(variables)" }

        /// Nothing is sent of an archive.
        static let bodiless = [
            Row(status: 200, method: "HEAD"),
            Row(status: 304, variables: ["HTTP_IF_NONE_MATCH": "*"]),
            Row(status: 304, variables: ["HTTP_IF_MODIFIED_SINCE": "Sun, 06 Nov 1994 08:49:37 GMT"]),
            Row(status: 400, query: "format=%zz"), Row(status: 400, query: "format=rar"),
            Row(status: 400, query: "select=../d"),
            Row(status: 404, path: "/none.tar"), Row(status: 404, path: "/d"),
            Row(status: 404, variables: ["PENSTOCK_MOUNT": "/elsewhere"]),
            Row(status: 404, path: "/d", query: "probe=steady"),
            Row(status: 405, method: "DELETE"),
            Row(status: 412, variables: ["HTTP_IF_MATCH": "\"0\""]),
            Row(status: 413, variables: ["PENSTOCK_MAX_BYTES": "209999"]),
            Row(status: 414, query: "x=" + String(repeating: "y", count: 8 * 1024)),
            Row(status: 416, variables: ["HTTP_RANGE": "bytes=900000-"]),
            Row(status: 500, variables: ["PENSTOCK_ROOT": "/none"]),
            Row(status: 500, variables: ["PENSTOCK_COLOUR": "red"]),
        ]
    }

    private func ask(_ row: Row) -> RespondingSite.Answer {
        site.ask(row.path, method: row.method, query: row.query, row.variables)
    }

    @Test(arguments: Row.bodiless)
    func `what has no archive to send has its status`(row: Row) {
        let answer = ask(row)
        #expect(answer.status == row.status)
        #expect(answer.end == .finished)
        #expect(answer.log["status"] == String(row.status))
    }

    @Test(arguments: Row.bodiless)
    func `only an archive on its way takes a place`(row: Row) {
        var during: [RespondingSite.Answer] = []
        let site = site
        let first = site.ask(
            "/d.tar",
            writer: .init {
                during = [
                    site.ask(row.path, method: row.method, query: row.query, row.variables),
                    site.ask("/d.tar"),
                    site.ask("/d.tar", ["HTTP_RANGE": "bytes=0-9"]),
                ]
            })
        #expect(first.status == 200 && first.body.count == Self.tarLength)
        #expect(during.map(\.status) == [row.status, 503, 503])
        #expect(during[1].headers["Retry-After"] == "5")
        #expect(during[1].log["outcome"] == "refused:max-streams reached")
        #expect(during[1].end == .finished)
        #expect(site.ask("/d.tar").status == 200)
    }

    @Test func `a place is free again however its archive ends`() {
        #expect(site.ask("/d.tar", writer: .init(capacity: 1000)).end == .aborted)
        #expect(site.ask("/d.tar", writer: .init { self.cut() }).end == .aborted)
        #expect(site.ask("/d.tar").status == 200)
    }

    private func cut() { try? FileSystem.truncate(site.tree.at("d/a.txt"), to: 100_000) }

    @Test(arguments: ["/d.tar", "/d.zip", "/d.tar.gz"])
    func `an archive whose file shrinks is broken off`(path: String) {
        let answer = site.ask(path, ["PENSTOCK_UNREADABLE": "fail"], writer: .init { self.cut() })
        #expect(answer.status == 200)
        #expect(answer.end == .aborted)
        #expect(answer.log["outcome"] == "failed:d/a.txt: shrank")
    }

    @Test func `an archive that lacks what came back is another one than the next`() throws {
        for number in 0..<200 {
            try site.tree.file(
                BytePath("e/n\(1000 + number)"), [UInt8](repeating: UInt8(number), count: 20_000))
        }
        try FileSystem.setModified(FileTime(1000), of: site.tree.at("e"))
        let (file, aside) = (site.tree.at("e/n1199"), site.tree.at("aside"))
        let lacking = site.ask("/e.zip", writer: .init { try? FileSystem.rename(file, to: aside) })
        #expect(lacking.end == .finished && lacking.log["skipped"] == "1")
        // All is as it was, and so is the plan.
        try FileSystem.rename(aside, to: file)
        try FileSystem.setModified(FileTime(1000), of: site.tree.at("e"))
        let tag = try #require(lacking.headers["ETag"])
        let gone = site.ask("/e.zip", ["HTTP_IF_MATCH": tag])
        #expect(gone.status == 412)
        let next = site.ask("/e.zip", ["HTTP_RANGE": "bytes=100-", "HTTP_IF_RANGE": tag])
        #expect(next.status == 200 && next.headers["ETag"] != tag)
        let part = site.ask(
            "/e.zip", ["HTTP_RANGE": "bytes=100-199", "HTTP_IF_RANGE": try #require(next.headers["ETag"])])
        #expect(part.status == 206 && part.body == Array(next.body[100..<200]))
    }

    @Test func `a client that leaves is no failure`() {
        let early = site.ask("/d.tar", writer: .init(capacity: 10))
        #expect(early.end == .aborted && early.log["outcome"] == "client-gone")
        let later = site.ask("/d.tar", writer: .init(capacity: 100_000))
        #expect(later.end == .aborted && later.log["outcome"] == "client-gone")
        let refused = site.ask("/none.tar", writer: .init(capacity: 10))
        #expect(refused.end == .aborted && refused.log["outcome"] == "client-gone")
    }

    @Test func `nothing is written for a client that left while the tree was walked`() throws {
        for number in 0..<200 { try site.tree.file("d/\(BytePath(String(number)))", "") }
        let answer = site.ask("/d.tar", isAbandoned: true)
        #expect(answer.status == 0 && answer.body.isEmpty)
        #expect(answer.end == .aborted)
        #expect(answer.log["outcome"] == "client-gone")
    }

    @Test func `begins nothing while it drains`() {
        let answer = site.ask("/d.tar", isDraining: true)
        #expect(answer.status == 503)
        #expect(answer.headers["Retry-After"] == "5")
        #expect(answer.log["outcome"] == "refused:draining")
    }

    @Test func `a form says what a query says`() {
        let form = ["CONTENT_TYPE": "application/x-www-form-urlencoded"]
        let answer = site.ask("/d", method: "POST", form, body: Array("format=tar&name=x".utf8))
        #expect(answer.status == 200)
        #expect(answer.headers["Content-Disposition"]?.contains("filename=\"x.tar\"") == true)
        #expect(answer.headers["Cache-Control"] == "no-store, no-transform")
        #expect(site.ask("/d", method: "POST", form, body: nil).status == 400)
        let tooLong = [UInt8](repeating: 0x61, count: RequestBody.limit + 1)
        #expect(site.ask("/d", method: "POST", form, body: tooLong).status == 413)
    }

    @Test func `a location without a root is set up wrongly`() throws {
        let answer = try RespondingSite(defaultRoot: false).ask("/d.tar", ["REQUEST_ID": "r-17"])
        #expect(answer.status == 500)
        #expect(String(decoding: answer.body, as: UTF8.self).hasSuffix("Reference: r-17\n"))
        #expect(answer.log["id"] == "r-17")
    }
}
