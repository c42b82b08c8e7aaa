import HTTPClient
import TestSupport
import Testing

@Suite(.unit) struct KeptConnectionTests {
    @Test(arguments: Way.allCases) func `one connection serves many requests`(way: Way) async throws {
        let origin = try await Origin()
        let client = HTTPClient()
        for path in ["/hello", "/chunked", "/no-content", "/not-modified", "/interim"] {
            for _ in 0..<16 { _ = try await client.reply(to: origin.request(path, over: way)) }
        }
        #expect(try await origin.count("connection") == 1)
    }

    @Test func `as many connections as requests at once serve all of them`() async throws {
        let origin = try await Origin()
        let client = HTTPClient()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for thread in 0..<8 {
                group.addTask {
                    try await onThread {
                        for number in 0..<50 {
                            let body = Array("\(thread) \(number)".utf8)
                            let headers: [(name: String, value: [UInt8])] = [("X-Number", body)]
                            let reply = try Reply(
                                try client.send(origin.request("/head", headers: headers)) { false })
                            #expect(reply.text.contains("X-Number: \(thread) \(number)\r\n"))
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await origin.count("GET /head") == 400)
        let connections = try await origin.count("connection")
        #expect((1...8).contains(connections))
    }

    @Test(arguments: ["GET", "POST"])
    func `a kept connection on which no answer comes costs no request`(method: String) async throws {
        let origin = try await Origin()
        let client = HTTPClient()
        _ = try await client.reply(to: origin.request("/last"))
        let reply = try await client.reply(
            to: origin.request("/hello", method: method, body: method == "POST" ? [1] : nil))
        #expect(reply.text == "hello")
        // A POST must not reach a server twice, not even one that does not answer.
        #expect(try await origin.count("unanswered POST") == 0)
        #expect(try await origin.count("\(method) /hello") == 1)
    }

    @Test func `what comes behind the end of an answer is no answer to the next request`() async throws {
        let origin = try await Origin()
        let (client, other) = (HTTPClient(), HTTPClient())
        #expect(try await client.reply(to: origin.request("/excess")).text == "first")
        _ = try await other.reply(to: origin.request("/tell"))
        try await origin.happened("excess")
        // The connection fails, and is not used again.
        let error = await #expect(throws: HTTPClientError.self) {
            try await client.reply(to: origin.request("/hello"))
        }
        #expect(error?.kind == "unreachable")
        #expect(try await client.reply(to: origin.request("/hello")).text == "hello")
    }

    @Test func `a transfer that is let go closes its connection, and the next has one of its own`()
        async throws
    {
        let origin = try await Origin()
        let client = HTTPClient()
        try await onThread {
            let transfer = try client.send(origin.request("/large")) { false }
            var body: [UInt8] = []
            try transfer.read(atMost: 1000, appendingTo: &body)
            #expect((1...1000).contains(body.count))
        }
        try await origin.happened("closed large")
        _ = try await client.reply(to: origin.request("/hello"))
        #expect(try await origin.count("connection") == 2)
    }
}
