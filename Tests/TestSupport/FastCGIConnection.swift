import Synchronization

/// One connection to a responder; closes itself.
public final class FastCGIConnection: Sendable {
    private struct State: ~Copyable {
        let socket: Socket
        var input: [UInt8] = []
        var response = FastCGIResponse()
        var identifier: UInt16 = 1
    }

    private let state: Mutex<State>

    init(to address: SocketAddress) throws {
        state = Mutex(State(socket: try Socket(connectedTo: address)))
    }

    /// Sends a request; what was received for the one before is forgotten.
    public func send(_ request: FastCGIRequest) async throws {
        try await onThread { [self] in
            try state.withLock { state in
                state.response = FastCGIResponse()
                // The peer may close before it has read all; what it said is then still to be read.
                _ = try state.socket.send(request.encoded(request: state.identifier))
            }
        }
    }

    /// Sends bytes that need not be records.
    ///
    /// - Returns: False if the responder has closed.
    @discardableResult
    public func send(raw bytes: [UInt8]) async throws -> Bool {
        try await onThread { [self] in try state.withLock { try $0.socket.send(bytes) } }
    }

    /// Reads until `enough` bytes of the body are there or the answer has ended.
    ///
    /// - Returns: All that has come since the request was sent.
    public func receive(upTo enough: Int = .max, keepingBody: Bool = true) async throws -> FastCGIResponse {
        try await onThread { [self] in
            try state.withLock { state in
                while state.response.ending == .open {
                    if state.response.headIsWhole, state.response.bodyCount >= enough { break }
                    try Self.receiveMore(&state, keepingBody)
                }
                return state.response
            }
        }
    }

    private static func receiveMore(_ state: inout State, _ keepingBody: Bool) throws {
        let bytes = try state.socket.receive()
        if bytes.isEmpty {
            state.response.ending = .closed
            return
        }
        state.input += bytes
        var position = 0
        while state.response.ending == .open,
            let next = take(from: state.input[position...], &state.response, state.identifier, keepingBody)
        {
            position = next
        }
        state.input.removeSubrange(..<position)
    }

    /// Takes the record at the front of `input`.
    ///
    /// - Returns: Where the next one begins, or nil if this one is not whole yet.
    private static func take(
        from input: ArraySlice<UInt8>, _ response: inout FastCGIResponse, _ identifier: UInt16,
        _ keepingBody: Bool
    ) -> Int? {
        guard input.count >= FastCGIRecord.headerSize else { return nil }
        let start = input.startIndex
        let request = UInt16(input[start + 2]) << 8 | UInt16(input[start + 3])
        let length = Int(input[start + 4]) << 8 | Int(input[start + 5])
        guard input[start] == FastCGIRecord.version, request == identifier,
            let kind = FastCGIRecord.Kind(rawValue: input[start + 1])
        else {
            response.ending = .invalidRecord
            return start
        }
        let content = start + FastCGIRecord.headerSize
        let end = content + length + Int(input[start + 6])
        guard end <= input.endIndex else { return nil }
        switch kind {
        case .standardOutput:
            response.append(output: input[content..<(content + length)], keepingBody: keepingBody)
        case .standardError:
            response.standardError += String(decoding: input[content..<(content + length)], as: UTF8.self)
        case .endRequest where length >= 5:
            let status = input[content..<(content + 4)].reduce(0) { $0 << 8 | UInt32($1) }
            response.ending = .endRequest(applicationStatus: status, protocolStatus: input[content + 4])
        default: response.ending = .invalidRecord
        }
        return end
    }
}
