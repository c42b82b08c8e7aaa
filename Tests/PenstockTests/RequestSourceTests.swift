import Gateway
import TestSupport
import Testing

@testable import penstock

@Suite(.unit) struct RequestSourceTests {
    private func source(
        _ addresses: [ListenAddress] = [], _ environment: [String: String] = [:], listening: [Int32] = []
    ) -> RequestSource {
        RequestSource(
            addresses, process: 42, environment: { environment[$0] }, isListening: listening.contains)
    }

    @Test func `addresses of the command line come first, then systemd, descriptor 0, and CGI`() {
        let address = ListenAddress.unix(path: "/s")
        let activated = ["LISTEN_PID": "42", "LISTEN_FDS": "2"]
        #expect(source([address], activated, listening: [0]) == .addresses([address]))
        #expect(source([], activated, listening: [0]) == .activated(count: 2))
        let gateway = ["GATEWAY_INTERFACE": "CGI/1.1"]
        #expect(source([], gateway, listening: [0]) == .standardInput)
        #expect(source([], gateway, listening: [3]) == .commonGateway)
        #expect(source([], [:], listening: [3]) == RequestSource.none)
    }

    @Test(arguments: [
        ["LISTEN_PID": "42"], ["LISTEN_FDS": "1"], ["LISTEN_PID": "41", "LISTEN_FDS": "1"],
        ["LISTEN_PID": "42", "LISTEN_FDS": "0"], ["LISTEN_PID": "42", "LISTEN_FDS": "-1"],
        ["LISTEN_PID": "42", "LISTEN_FDS": "x"], ["LISTEN_PID": "", "LISTEN_FDS": "1"],
        ["LISTEN_PID": "42", "LISTEN_FDS": "99999999999999999999"],
        ["LISTEN_PID": "42", "LISTEN_FDS": "1000000"],
    ])
    func `sockets that are meant for another process, or none, are not taken`(environment: [String: String]) {
        #expect(source([], environment) == RequestSource.none)
    }

    @Test func `none opens none`() throws {
        #expect(try RequestSource.none.sockets(mode: SocketMode(bits: 0o600)).isEmpty)
    }

    @Test(arguments: [("660", 0o660), ("0660", 0o660), ("777", 0o777), ("0", 0)] as [(String, UInt32)])
    func `a mode is octal`(text: String, bits: UInt32) {
        #expect(SocketMode(text)?.bits == bits)
    }

    @Test(arguments: ["", "8", "1000", "-1", "rw", "0o660", "99999999999"])
    func `a mode is nothing else`(text: String) {
        #expect(SocketMode(text) == nil)
    }
}
