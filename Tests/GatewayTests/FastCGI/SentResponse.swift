import SystemCalls
import TestSupport
import Testing

@testable import Gateway

/// What arrives of a response, and what its writer says of it.
struct SentResponse {
    static let request: UInt16 = 0x0102

    let records: [Record]
    let payloadSent: UInt64
    /// Whether the machine was so busy that the peer seemed slow, which makes records small.
    let wasSlow: Bool

    /// Has `body` write a response, on a thread of its own, to a peer that takes all of it.
    init(_ body: @escaping @Sendable (RecordWriter) throws -> Void) async throws {
        let pair = try SocketPair()
        async let received = onThread { pair.receive(4_000_000) }
        let number = pair.near
        (payloadSent, wasSlow) = try await onThread {
            let writer = RecordWriter(
                StreamSocket(number: number), requestId: Self.request, timeout: .seconds(30),
                stop: try StopEvent(), buffers: SendBuffers())
            defer { pair.closeNear() }
            try body(writer)
            return (writer.payloadSent, writer.pace.isSlow)
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
