import Synchronization

/// The lines that a process has written so far; may be read while it writes.
public final class LineLog: Sendable {
    private struct State {
        var lines: [String] = []
        var partial: [UInt8] = []
    }

    private let state = Mutex(State())

    public init() {}

    func append(_ bytes: [UInt8]) {
        state.withLock { state in
            state.partial += bytes
            while let end = state.partial.firstIndex(of: UInt8(ascii: "\n")) {
                state.lines.append(String(decoding: state.partial[..<end], as: UTF8.self))
                state.partial.removeSubrange(...end)
            }
        }
    }

    /// Complete lines, and the incomplete last one if there is any.
    public var lines: [String] {
        state.withLock { state in
            state.partial.isEmpty
                ? state.lines : state.lines + [String(decoding: state.partial, as: UTF8.self)]
        }
    }

    public var text: String { lines.joined(separator: "\n") }

    /// The first complete line, from the `start`th on, that `matches`; waits for it.
    public func line(
        from start: Int = 0, _ awaited: String, where matches: (String) -> Bool
    ) async throws -> String {
        try await eventually("a line with \(awaited); the last are \(lines.suffix(5))") {
            state.withLock { $0.lines }.dropFirst(start).first(where: matches)
        }
    }

    /// How many complete lines there are.
    public var count: Int { state.withLock { $0.lines.count } }
}
