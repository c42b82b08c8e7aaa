/// What is being done for a request. Its raw value is what every form of the status says.
public enum RequestState: String, CaseIterable, Sendable {
    /// For its own body, an application's list, or the index that its range needs.
    case waiting
    case planning
    case sending
    /// Its client has taken nothing for a second or longer.
    case blocked
    /// All is sent; what was learned is being kept.
    case closing
}

/// How an archive ended of which the sending had begun.
public enum StreamResult: String, CaseIterable, Sendable {
    case complete
    case clientGone = "client-gone"
    /// The client took nothing for as long as `--send-timeout` allows.
    case dropped
    /// The process ended.
    case stopped
    /// Content was no longer what had been planned.
    case changed
    case unreadable
    /// The server that has the content did not give it.
    case unavailable
    case failed

    /// Whether an administrator should look why.
    public var isFault: Bool {
        switch self {
        case .complete, .clientGone, .dropped, .stopped: false
        case .changed, .unreadable, .unavailable, .failed: true
        }
    }
}

/// What a request was answered with.
public enum AnswerKind: String, CaseIterable, Sendable {
    /// An archive or a part of one, sent or broken off.
    case archive
    /// The head of an archive.
    case head
    case notModified = "not-modified"
    /// A folder as a page.
    case page
    /// What an application answered instead of a list.
    case passed
    case refused
    /// Nobody waited for an answer any more, or it could not be sent.
    case abandoned
    /// What `penstock doctor` asks for.
    case probe
}

/// Why a request got no archive.
public enum RefusalKind: String, CaseIterable, Sendable {
    case request
    case forbidden
    case notFound = "not-found"
    case precondition
    case range
    /// More bytes, entries or levels than the location allows.
    case limit
    /// A mistake of the configuration, or a fault of a disk.
    case fault
    /// An application, or a server that has content.
    case origin
    case maxStreams = "max-streams"
    case draining
    case busy
}
