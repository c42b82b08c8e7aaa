import SystemCalls
import TestSupport
import Testing

@testable import Gateway

/// What arrives of a response, and what its writer says of it.
struct SentResponse {
    static let request: UInt16 = 0x0102

    let records: [Record]
    let payloadSent: UInt64

    /// Has `body` write a response, on a thread of its own, to a peer that takes all of it.
    init(_ body: @escaping @Sendable (RecordWriter) throws -> Void) async throws {
        let pair = try SocketPair()
        async let received = onThread { try pair.receive(4_000_000) }
        payloadSent = try await onThread {
            defer { pair.closeNear() }
            let writer = try RecordWriter.timeless(to: pair, requestId: Self.request)
            try body(writer)
            return writer.payloadSent
        }
        records = Record.all(in: try await received)
    }

    /// Expects sound records of the output that carry `expected` and nothing else.
    func expect(toCarry expected: [UInt8]) {
        #expect(records.allSatisfy { $0.version == 1 && $0.type == Record.standardOutput && $0.padding == 0 })
        #expect(records.allSatisfy { $0.request == Self.request })
        #expect(records.allSatisfy { 1...65_528 ~= $0.content.count })
        let isSame = records.flatMap(\.content) == expected
        #expect(isSame)
        #expect(payloadSent == UInt64(expected.count))
    }

    /// Expects a response that was broken off behind `expected` and perhaps zeros.
    func expectBrokenOff(behind expected: [UInt8]) {
        #expect(records.dropLast().allSatisfy { $0.version == 1 && $0.type == Record.standardOutput })
        #expect(records.last?.version == 9)
        let content = records.dropLast().flatMap(\.content)
        let isBegun = content.starts(with: expected)
        #expect(isBegun)
        #expect(content.dropFirst(expected.count).allSatisfy { $0 == 0 })
    }
}
