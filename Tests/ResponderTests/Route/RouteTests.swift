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
}
