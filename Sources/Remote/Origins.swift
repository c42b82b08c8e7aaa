public import HTTPClient
internal import Synchronization

/// The servers that content is fetched from: connections and limits, for all requests. Used by many threads.
public final class Origins: Sendable {
    let client: HTTPClient
    let timeouts: HTTPTimeouts
    /// Keys and certificates.
    let rules: OriginRules
    private let ahead: Mutex<Int>

    /// - Parameters:
    ///   - timeouts: For each request.
    ///   - rules: Keys and certificates of servers.
    ///   - ahead: How many requests all archives together may have in flight beyond the object that each is reading.
    public init(
        _ client: HTTPClient, timeouts: HTTPTimeouts = HTTPTimeouts(), rules: OriginRules = OriginRules(),
        ahead: Int = 256
    ) {
        self.client = client
        self.timeouts = timeouts
        self.rules = rules
        self.ahead = Mutex(ahead)
    }

    /// The right to one request ahead, as long as it lives; nil if there are enough.
    func ticket() -> AheadTicket? {
        let isFree = ahead.withLock { count in
            guard count > 0 else { return false }
            count -= 1
            return true
        }
        return isFree ? AheadTicket(of: self) : nil
    }

    fileprivate func takeBack() { ahead.withLock { $0 += 1 } }
}

/// The right to one request ahead.
final class AheadTicket {
    private let origins: Origins

    fileprivate init(of origins: Origins) { self.origins = origins }

    deinit { origins.takeBack() }
}
