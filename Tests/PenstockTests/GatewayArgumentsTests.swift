import Testing

@testable import penstock

@Suite struct GatewayArgumentsTests {
    private func trusted(_ arguments: [String], _ environment: [String: String]) -> [String] {
        GatewayArguments.trusted(arguments) { environment[$0] }
    }

    @Test(arguments: ["pack+/etc", "--root+/", "x", "%3D", "a&b"])
    func `a query without an equals sign is no command line`(query: String) {
        let environment = ["GATEWAY_INTERFACE": "CGI/1.1", "QUERY_STRING": query]
        #expect(trusted(["pack", "/etc"], environment) == [])
    }

    @Test(arguments: [
        ["GATEWAY_INTERFACE": "CGI/1.1", "QUERY_STRING": ""],
        ["GATEWAY_INTERFACE": "CGI/1.1", "QUERY_STRING": "format=zip"],
        ["GATEWAY_INTERFACE": "CGI/1.1"], ["QUERY_STRING": "x"], [:],
    ])
    func `what only the administrator can have written is`(environment: [String: String]) {
        #expect(trusted(["serve", "--root", "/srv"], environment) == ["serve", "--root", "/srv"])
    }
}
