import TestSupport
import Testing

@testable import penstock

@Suite(.unit) struct GatewayArgumentsTests {
    private func areDubious(_ arguments: [String], _ environment: [String: String]) -> Bool {
        GatewayArguments.areDubious(arguments) { environment[$0] }
    }

    @Test(arguments: ["pack+/etc", "--root+/", "x", "%3D", "a&b"])
    func `a query without an equals sign may be the command line`(query: String) {
        let environment = ["GATEWAY_INTERFACE": "CGI/1.1", "QUERY_STRING": query]
        #expect(areDubious(["pack", "/etc"], environment))
        // Servers that give no arguments are right too.
        #expect(!areDubious([], environment))
    }

    @Test(arguments: [
        ["GATEWAY_INTERFACE": "CGI/1.1", "QUERY_STRING": ""],
        ["GATEWAY_INTERFACE": "CGI/1.1", "QUERY_STRING": "format=zip"],
        ["GATEWAY_INTERFACE": "CGI/1.1"], ["QUERY_STRING": "x"], [:],
    ])
    func `what only the administrator can have written is not dubious`(environment: [String: String]) {
        #expect(!areDubious(["serve", "--root", "/srv"], environment))
    }
}
