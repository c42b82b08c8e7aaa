import SystemCalls
import TestSupport
import Testing

@testable import Gateway

@Suite(.unit) struct ListenAddressTests {
    @Test(
        arguments: [
            ("unix:/run/penstock.sock", .unix(path: "/run/penstock.sock")), ("unix:s", .unix(path: "s")),
            ("unix:a:80", .unix(path: "a:80")), ("127.0.0.1:9000", .tcp(host: "127.0.0.1", port: 9000)),
            ("localhost:0", .tcp(host: "localhost", port: 0)),
            ("[::1]:65535", .tcp(host: "::1", port: 65535)),
            ("[localhost]:1", .tcp(host: "localhost", port: 1)),
        ] as [(String, ListenAddress)])
    func `is a path or a host and a port`(text: String, address: ListenAddress) {
        #expect(ListenAddress(text) == address)
        #expect(ListenAddress("\(address)") == address)
    }

    @Test(arguments: [
        "", ":", "unix:", "localhost", "localhost:", ":9000", "[]:9000", "::1:9000", "[::1]", "[::1:80",
        "::1]:80",
        "localhost:65536", "localhost:-1", "localhost:+80", "localhost:http", "localhost: 80",
        "localhost:80 ",
        "/run/penstock.sock",
    ])
    func `is nothing else`(text: String) {
        #expect(ListenAddress(text) == nil)
    }

    @Test func `listens where it says`() throws {
        let tree = try TemporaryTree()
        let address = ListenAddress.unix(path: tree.at("s").text)
        let socket = try address.listen(mode: 0o600)
        #expect(socket.number >= 0)
        #expect(SocketAddress.unix(tree.at("s")).isAnswering)
    }
}
