import HTTPClient
import TestSupport
import Testing

@Suite(.unit) struct BackpressureTests {
    private static let large = 64 << 20

    @Test(arguments: Way.allCases) func `a server waits for the reader of its body`(way: Way) async throws {
        let origin = try await Origin()
        let client = HTTPClient()
        let transfer = try await onThread {
            Kept(try client.send(origin.request("/large", over: way)) { false })
        }
        try await origin.happened("blocked")
        let count = try await onThread { try transfer.read(100, of: 1) }
        #expect(count == 100)
        let sent = try await client.reply(to: origin.request("/sent"))
        // What the sockets of both ends hold, by the kernel's measure, and tens of KiB of the client's.
        #expect(try #require(Int(sent.text)) < 16 << 20)
        let rest = try await onThread { try transfer.read(.max, of: 200_000) }
        #expect(count + rest == Self.large)
    }
}

/// A transfer that goes from thread to thread, one after another.
private final class Kept: @unchecked Sendable {
    private let transfer: HTTPTransfer
    private let pattern = (0..<1 << 18).map { UInt8(truncatingIfNeeded: $0) }
    private var offset = 0

    init(_ transfer: HTTPTransfer) { self.transfer = transfer }

    /// Reads `times` times, or to the end of the body, and sees that each byte is in its place.
    ///
    /// - Returns: how many bytes that were.
    func read(_ times: Int, of limit: Int) throws -> Int {
        let start = offset
        for _ in 0..<times {
            var bytes: [UInt8] = []
            try transfer.read(atMost: limit, appendingTo: &bytes)
            if bytes.isEmpty { break }
            let isAsSent = pattern.holds(bytes, at: offset % 256)
            #expect(isAsSent)
            offset += bytes.count
        }
        return offset - start
    }
}
