import HTTPClient
import TestSupport

/// A response, all of it.
struct Reply: Sendable {
    let status: Int
    let headers: [String]
    let body: [UInt8]

    /// Reads `transfer` to its end, at most `limit` bytes at a time.
    init(_ transfer: HTTPTransfer, atMost limit: Int = 64 << 10) throws {
        var body: [UInt8] = []
        var count = -1
        while body.count > count {
            count = body.count
            try transfer.read(atMost: limit, appendingTo: &body)
            guard body.count <= count + limit else { throw TooMuch() }
        }
        guard transfer.isComplete else { throw Incomplete() }
        status = transfer.status
        headers = transfer.headers.map { "\($0.name): \(String(decoding: $0.value, as: UTF8.self))" }
        self.body = body
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    struct TooMuch: Error {}
    struct Incomplete: Error {}
}

extension HTTPClient {
    /// The response to `request`, received on a thread of its own.
    func reply(
        to request: HTTPRequest, timeouts: HTTPTimeouts = HTTPTimeouts(silence: .patience),
        atMost limit: Int = 64 << 10
    ) async throws -> Reply {
        try await onThread {
            try Reply(try self.send(request, timeouts: timeouts) { false }, atMost: limit)
        }
    }
}

extension HTTPClientError {
    /// The error without its words.
    var kind: String { String("\(self)".prefix { $0 != "(" }) }
}
