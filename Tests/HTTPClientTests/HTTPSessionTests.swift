import HTTPClient
import Synchronization
import TestSupport
import Testing

@Suite(.unit) struct HTTPSessionTests {
    /// Reads the responses to requests that were begun in order, in the order of `reading`.
    private static func replies(
        to requests: [HTTPRequest], reading order: [Int], by client: HTTPClient
    ) async throws -> [String] {
        try await onThread {
            let session = try HTTPSession(client)
            let transfers = try requests.map {
                try session.begin($0, timeouts: HTTPTimeouts(silence: .patience)) { false }
            }
            var texts = [String](repeating: "", count: requests.count)
            for index in order {
                try transfers[index].receiveHead()
                texts[index] = try Reply(transfers[index]).text
            }
            return texts
        }
    }

    @Test(arguments: [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
    func `responses are read in any order`(order: [Int]) async throws {
        let origin = try await Origin()
        let requests = (0..<3).map {
            origin.request("/head", headers: [("X-Number", Array("number \($0)".utf8))])
        }
        let texts = try await Self.replies(to: requests, reading: order, by: HTTPClient())
        for (index, text) in texts.enumerated() { #expect(text.contains("X-Number: number \(index)\r\n")) }
        #expect(try await origin.count("connection") == 3)
    }

    @Test func `connections of a session serve the next`() async throws {
        let origin = try await Origin()
        let client = HTTPClient()
        let requests = (0..<3).map { _ in origin.request("/hello") }
        for _ in 0..<5 {
            let texts = try await Self.replies(to: requests, reading: [0, 1, 2], by: client)
            #expect(texts == ["hello", "hello", "hello"])
        }
        #expect(try await origin.count("connection") == 3)
    }

    @Test func `a response that nobody reads yet waits, and holds up no other`() async throws {
        let origin = try await Origin()
        let count = try await onThread {
            let session = try HTTPSession(HTTPClient())
            let timeouts = HTTPTimeouts(silence: .patience)
            let large = try session.begin(origin.request("/large"), timeouts: timeouts) { false }
            for _ in 0..<100 {
                let small = try session.begin(origin.request("/hello"), timeouts: timeouts) { false }
                try small.receiveHead()
                guard try Reply(small).text == "hello" else { return 0 }
            }
            try large.receiveHead()
            return try Reply(large, atMost: 1 << 20).body.count
        }
        #expect(count == 64 << 20)
        #expect(try await origin.count("connection") == 2)
    }

    @Test func `a transfer that failed leaves the others alone`() async throws {
        let origin = try await Origin()
        let requests = ["/garbage", "/hello", "/short", "/hello"].map { origin.request($0) }
        let outcomes = try await onThread {
            let session = try HTTPSession(HTTPClient())
            let transfers = try requests.map {
                try session.begin($0, timeouts: HTTPTimeouts(silence: .patience)) { false }
            }
            return transfers.map { transfer in
                (try? transfer.receiveHead()).flatMap { _ in try? Reply(transfer).text } ?? "failed"
            }
        }
        #expect(outcomes == ["failed", "hello", "failed", "hello"])
    }

    @Test func `no connection is made to an address that is refused`() async throws {
        let origin = try await Origin()
        let asked = Mutex<[[UInt8]]>([])
        var request = origin.request("/hello")
        let refused: @Sendable ([UInt8]) -> Bool = { address in
            asked.withLock { $0.append(address) }
            return false
        }
        request.mayConnect = refused
        let forbidden = request
        let error = await #expect(throws: HTTPClientError.self) {
            try await HTTPClient().reply(to: forbidden)
        }
        #expect(error?.kind == "untrusted")
        #expect(asked.withLock { $0 } == [[127, 0, 0, 1]])
        #expect(try await origin.count("connection") == 0)
        request.mayConnect = { $0 == [127, 0, 0, 1] }
        let allowed = request
        #expect(try await HTTPClient().reply(to: allowed).text == "hello")
    }
}
