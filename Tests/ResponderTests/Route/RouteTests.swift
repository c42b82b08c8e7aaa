import Compression
import Gateway
import HTTP
import TestSupport
import Testing

@testable import Responder

@Suite(.unit) struct RouteTests {
    private func route(
        _ method: String, _ variables: [String: String] = [:],
        body: () throws(Refusal) -> [UInt8] = { [] }
    ) throws(Refusal) -> Route {
        let all = ["REQUEST_METHOD": method, "PATH_INFO": "/d.zip"].merging(variables) { $1 }
        return try Route(
            MetaVariables(all.map { (name: $0.key, value: Array($0.value.utf8)) }), body: body)
    }

    @Test(arguments: [("GET", Method.get), ("HEAD", .head), ("POST", .post)])
    func `what is no probe is a tree, though nothing is known of its root`(word: String, method: Method)
        throws
    {
        let route = try route(word, ["PENSTOCK_ROOT": "/none", "QUERY_STRING": "select=a&probe=steady"])
        #expect(route.method == method)
        guard case .tree(let path, let fields, let settings) = route.target else {
            Issue.record("\(route.target)")
            return
        }
        #expect(path == Array("/d.zip".utf8))
        #expect(fields.map(\.name) == ["select", "probe"])
        #expect(settings.root == "/none")
    }

    @Test func `a probe is one where the location answers probes`() throws {
        let route = try route("GET", ["PENSTOCK_PROBE": "on", "QUERY_STRING": "probe=slow&seconds=7"])
        guard case .probe(let probe, let effort) = route.target else {
            Issue.record("\(route.target)")
            return
        }
        #expect(probe.kind == .slow && probe.seconds == 7)
        #expect(effort == .auto)
        guard case .tree = try self.route("GET", ["PENSTOCK_PROBE": "on"]).target else {
            Issue.record("a probe that nobody asked for")
            return
        }
    }

    @Test(arguments: [
        (nil, Effort.best), ("HTTP/1.1", .best), ("HTTP/2.0", .best), ("HTTP/1.0", .store),
    ])
    func `what is asked for in HTTP/1.0 is stored, whatever it is`(version: String?, effort: Effort) throws {
        for (parameters, query) in [
            ([:], ""), (["PENSTOCK_MANIFEST": "/lists"], ""), (["PENSTOCK_PROBE": "on"], "probe=steady"),
        ] {
            var variables = parameters.merging(["PENSTOCK_COMPRESSION": "best", "QUERY_STRING": query]) { $1 }
            variables["SERVER_PROTOCOL"] = version
            switch try route("GET", variables).target {
            case .tree(_, _, let settings): #expect(settings.effort == effort)
            case .list(let request), .trial(let request): #expect(request.location.effort == effort)
            case .probe(_, let decided): #expect(decided == effort)
            case .listing, .status: Issue.record("no archive was asked for")
            }
        }
    }

    @Test(
        arguments: [
            ("GET", [:], 0), ("HEAD", [:], 0), ("POST", [:], 1), ("POST", ["QUERY_STRING": "%"], 0),
            ("POST", ["PENSTOCK_MOUNT": "/elsewhere"], 0), ("POST", ["PENSTOCK_COLOUR": "red"], 0),
            ("PUT", [:], 0),
        ] as [(String, [String: String], Int)])
    func `a body is read of a POST alone, and only if nothing else is wrong`(
        method: String, variables: [String: String], count: Int
    ) {
        var readCount = 0
        _ = try? route(method, variables) {
            readCount += 1
            return []
        }
        #expect(readCount == count)
    }

    private static let lists = [
        "PENSTOCK_MANIFEST": "http://unix:/run/app.sock:/x/", "QUERY_STRING": "probe=list&a=b",
    ]

    @Test func `the query of a list is the application's, unless the doctor may ask`() throws {
        guard case .list(let request) = try route("GET", Self.lists).target else {
            Issue.record("no list")
            return
        }
        #expect(request.query == Array("probe=list&a=b".utf8) && request.body == nil)
        guard case .trial = try route("GET", Self.lists.merging(["PENSTOCK_PROBE": "on"]) { $1 }).target
        else {
            Issue.record("no trial")
            return
        }
        let probing = Self.lists.merging(["PENSTOCK_PROBE": "on", "QUERY_STRING": "probe=steady"]) { $1 }
        guard case .probe = try route("GET", probing).target else {
            Issue.record("no probe")
            return
        }
    }

    @Test func `the body of a form goes to the application, unless it is the doctor's`() throws {
        let form = [
            "CONTENT_TYPE": "application/x-www-form-urlencoded", "PENSTOCK_PROBE": "on", "QUERY_STRING": "",
        ]
        let variables = Self.lists.merging(form) { $1 }
        for (body, isProbe) in [("a=b&c=%zz", false), ("probe=steady&format=tar", true), ("", false)] {
            let route = try route("POST", variables) { Array(body.utf8) }
            if case .probe = route.target {
                #expect(isProbe)
            } else if case .list(let request) = route.target {
                #expect(!isProbe && request.body == Array(body.utf8))
            } else {
                Issue.record("\(route.target)")
            }
        }
    }

    @Test(
        arguments: [
            .list(entries: 6, bytes: 1 << 40, skipped: 2), .passedOn(status: 302, isUnmarked: false),
            .passedOn(status: 200, isUnmarked: true),
            .refused(status: 502, source: .socket, reason: "list: line 2, path: leads upwards"),
            .refused(status: 502, source: .tcp, reason: "application: x"),
            .refused(status: 410, source: .directory, reason: "a list that is too old"),
        ] as [ProbeProtocol.ListReport])
    func `what is said of a list is understood`(report: ProbeProtocol.ListReport) {
        #expect(ProbeProtocol.ListReport(report.text) == report)
    }

    @Test(arguments: [
        "", "list", "list 1 2", "list a b c", "passed", "passed x", "passed 200 x",
        "passed 200 unmarked x", "refused", "refused 502", "refused 502 tcp",
        "refused 502 list: x", "<html>",
    ])
    func `anything else is no report of a list`(text: String) {
        #expect(ProbeProtocol.ListReport(text) == nil)
    }

    @Test func `a list that penstock itself asks for is refused, since it would ask without end`() {
        let refusal = #expect(throws: Refusal.self) {
            try route("GET", Self.lists.merging(["HTTP_PENSTOCK_HOP": "1"]) { $1 })
        }
        #expect(refusal?.status == .loopDetected)
    }
}
