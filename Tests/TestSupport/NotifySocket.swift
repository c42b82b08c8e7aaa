import Glibc

/// The datagram socket that a service manager listens on (sd_notify(3)).
public final class NotifySocket: Sendable {
    public let path: BytePath
    private let descriptor: Int32

    public init(at path: BytePath) throws {
        self.path = path
        descriptor = Glibc.socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SystemFailure("socket") }
        let result = unsafe SocketAddress.unix(path).withPointer { unsafe bind(descriptor, $0, $1) }
        guard result == 0 else { throw SystemFailure("bind", path) }
    }

    /// Waits for the message that has the line `line`, passing over others.
    ///
    /// - Returns: The lines of that message.
    public func message(with line: String) async throws -> [String] {
        try await first(line) { $0.contains(line) ? $0 : nil }
    }

    /// Waits for the message that sets `name`, passing over others, and returns the value.
    public func value(of name: String) async throws -> String {
        try await first(name) { lines in
            lines.first { $0.hasPrefix(name + "=") }.map { String($0.dropFirst(name.count + 1)) }
        }
    }

    private func first<Found>(_ awaited: String, look: ([String]) -> Found?) async throws -> Found {
        try await eventually("the notification \(awaited)") {
            while let message = next() {
                if let found = look(message.split(separator: "\n").map(String.init)) { return found }
            }
            return nil
        }
    }

    private func next() -> String? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = unsafe buffer.withUnsafeMutableBytes {
            unsafe recv(descriptor, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT))
        }
        return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }

    deinit { close(descriptor) }
}
