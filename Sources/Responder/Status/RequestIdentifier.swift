internal import Gateway
internal import Synchronization
internal import SystemCalls

/// Names for requests, by which a client's complaint finds its log line.
final class RequestIdentifier: Sendable {
    private let counter = Atomic<UInt64>(0)
    /// Tells apart the processes that log to one place.
    private let prefix = String(
        UInt32(truncatingIfNeeded: ProcessClock.now.seconds) ^ currentProcess, radix: 16)

    /// The front server's name for the request if it has a usable one, else one of our own.
    func name(_ variables: MetaVariables) -> String {
        for variable in ["REQUEST_ID", "UNIQUE_ID"] {
            if let name = variables.text(variable), Self.isUsable(name) { return name }
        }
        return "\(prefix)-\(counter.add(1, ordering: .relaxed).newValue)"
    }

    private static func isUsable(_ name: String) -> Bool {
        1...64 ~= name.utf8.count && name.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: "\"") }
    }
}
