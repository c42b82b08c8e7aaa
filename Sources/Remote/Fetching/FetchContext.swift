internal import HTTPClient
internal import Plan

/// What the fetching of one archive's objects shares. Belongs to one thread.
final class FetchContext {
    let origins: Origins
    var rules: FetchRules
    let counts = FetchCounts()
    let isAbandoned: () -> Bool
    private var session: HTTPSession?

    /// A reader that comes back after so long waits for its client.
    private static let slowClient: Duration = .milliseconds(200)
    private var lastRead: ContinuousClock.Instant?
    /// Whether the reader is slow, so that nothing should be opened ahead: servers drop connections that stall.
    private(set) var isClientSlow = false

    init(_ origins: Origins, _ rules: FetchRules, isAbandoned: @escaping () -> Bool) {
        self.origins = origins
        self.rules = rules
        self.isAbandoned = isAbandoned
    }

    /// Begins to send a request. Does not block.
    func begin(_ request: HTTPRequest) throws(FetchFault) -> HTTPTransfer {
        do throws(HTTPClientError) {
            let session = if let known = session { known } else { try HTTPSession(origins.client) }
            self.session = session
            return try session.begin(request, timeouts: origins.timeouts, isAbandoned: isAbandoned)
        } catch { throw FetchFault(error) }
    }

    /// What fetching took, for the log.
    var notes: [ReadingNote] {
        counts.notes + [ReadingNote(name: "dialled", count: UInt64(session?.dialCount ?? 0))]
    }

    func noteReading() {
        if let lastRead { isClientSlow = .now - lastRead >= Self.slowClient }
    }

    func noteRead() { lastRead = .now }
}
